import { DomainError } from '@/core/errors';
import type { RunStatus } from '@/core/evaluation/run';
import type { RunSummary } from '@/core/evaluation/run-summary';
import { RUN_PAGE_SIZE } from '@/protocol/run';
import type { ListRuns, RunSort } from '@/protocol/run-history';
import { storedSummary } from '@/protocol/run-summary';
import type { Database } from '@/server/db';

export type HistoryEntry = {
  readonly id: string;
  readonly status: RunStatus;
  /** The beginning of the output, for recognising it. */
  readonly excerpt: string;
  readonly summary: RunSummary | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly cursor: string;
};
export type RunHistoryRepository = ReturnType<typeof createRunHistoryRepository>;

const SCORE = `(run.summary -> 'consensus' ->> 'value')::float8`;
const HALLUCINATION = `(run.summary -> 'hallucinationProbability' ->> 'value')::float8`;

/** By what, and which way; the id settles what is equal, so that every entry has one place. Each has its index. */
const ORDER: Readonly<Record<RunSort, { by: string; type: 'timestamptz' | 'float8'; way: 'asc' | 'desc' }>> = {
  newest: { by: 'run.created_at', type: 'timestamptz', way: 'desc' },
  scoreHigh: { by: `coalesce(${SCORE}, -1)`, type: 'float8', way: 'desc' },
  scoreLow: { by: `coalesce(${SCORE}, 101)`, type: 'float8', way: 'asc' },
  hallucination: { by: `coalesce(${HALLUCINATION}, -1)`, type: 'float8', way: 'desc' },
};

const EXCERPT_LENGTH = 160;
/** Enough of an output for its excerpt, so that whole texts are not fetched for a list. */
const EXCERPT_SOURCE_LENGTH = 2_000;

type Row = {
  id: string;
  status: RunStatus;
  beginning: string;
  summary: unknown;
  created_at: Date;
  ended_at: Date | null;
  place: string;
};

export function createRunHistoryRepository({ pool }: Database) {
  return {
    /**
     * One page of an organisation's runs. The next page begins after the place of the last entry, not after a number of entries:
     * runs that are added meanwhile neither repeat nor hide one.
     * @throws DomainError `invalid_input` for a cursor of another order.
     */
    async list(organisationId: string, userId: string, wanted: ListRuns): Promise<HistoryEntry[]> {
      const { by, type, way } = ORDER[wanted.sort];
      const values: unknown[] = [];
      const bind = (value: unknown) => `$${values.push(value)}`;
      const where = [`run.organisation_id = ${bind(organisationId)}`];
      const needs = (condition: string) => where.push(condition);
      if (wanted.status.length > 0) needs(`run.status::text = any(${bind(wanted.status)})`);
      if (wanted.minScore !== null) needs(`${SCORE} >= ${bind(wanted.minScore)}`);
      if (wanted.maxScore !== null) needs(`${SCORE} <= ${bind(wanted.maxScore)}`);
      if (wanted.judgeId !== null)
        needs(`run.summary -> 'scores' @> ${bind(JSON.stringify([{ judgeId: wanted.judgeId }]))}::jsonb`);
      if (wanted.rubricId !== null) needs(`run.configuration -> 'rubric' ->> 'id' = ${bind(wanted.rubricId)}`);
      if (wanted.from !== null) needs(`run.created_at >= ${bind(wanted.from)}`);
      if (wanted.until !== null) needs(`run.created_at < ${bind(wanted.until)}`);
      if (wanted.creator === 'me') needs(`run.created_by = ${bind(userId)}`);
      if (wanted.before !== null) needs(`run.created_at < ${bind(wanted.before)}`);
      if (wanted.search.trim() !== '') {
        // The last word may be unfinished; without any word nothing is found.
        const words = `plainto_tsquery('simple', ${bind(wanted.search)})`;
        const query = `case when numnode(${words}) = 0 then ${words} else (${words}::text || ':*')::tsquery end`;
        needs(`exists (select from run_words where run_words.run_id = run.id and run_words.document @@ (${query}))`);
      }
      if (wanted.after !== null) {
        const { place, id } = readCursor(wanted.after, wanted.sort);
        const beyond = way === 'desc' ? '<' : '>';
        needs(`(${by}, run.id) ${beyond} (${bind(place)}::${type}, ${bind(id)}::uuid)`);
      }
      const { rows } = await pool.query<Row>(
        `select run.id, run.status, left(run.output, ${EXCERPT_SOURCE_LENGTH}) as beginning, run.summary, run.created_at,
           run.ended_at, (${by})::text as place
         from run where ${where.join(' and ')} order by ${by} ${way}, run.id ${way} limit ${RUN_PAGE_SIZE}`,
        values,
      );
      return rows.map((row) => ({
        id: row.id,
        status: row.status,
        excerpt: excerpt(row.beginning),
        summary: row.summary === null ? null : storedSummary(row.summary),
        createdAt: row.created_at,
        endedAt: row.ended_at,
        cursor: `${wanted.sort}|${type === 'timestamptz' ? row.created_at.toISOString() : row.place}|${row.id}`,
      }));
    },
  };
}

const CURSOR = /^(\w+)\|(-?[\dTZ:.e+-]+)\|([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})$/;

function readCursor(cursor: string, sort: RunSort): { place: string; id: string } {
  const [, of, place, id] = CURSOR.exec(cursor) ?? [];
  const isPlace =
    place !== undefined && (sort === 'newest' ? !Number.isNaN(Date.parse(place)) : !Number.isNaN(Number(place)));
  if (of !== sort || !isPlace || id === undefined) {
    throw new DomainError('invalid_input', 'after: this is no place in the order asked for.');
  }
  return { place, id };
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const characters = [...line];
  return characters.length <= EXCERPT_LENGTH ? line : `${characters.slice(0, EXCERPT_LENGTH).join('')}…`;
}
