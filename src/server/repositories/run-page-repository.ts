import type { RunStatus } from '@/core/evaluation/run';
import type { EvaluationQuery } from '@/protocol/rest-evaluation';
import type { Database } from '@/server/db';

export type RunPageEntry = {
  readonly id: string;
  readonly status: RunStatus;
  readonly held: boolean;
  readonly sourceStart: string;
  readonly outputStart: string;
  readonly consensus: number | null;
  readonly hallucination: number | null;
  readonly judged: number;
  readonly checked: number;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
};
const CONSENSUS = `(run.summary -> 'consensus' ->> 'value')::float8`;
const HALLUCINATION = `(run.summary -> 'composite' -> 'score' ->> 'value')::float8`;
const BY: Readonly<Record<EvaluationQuery['sort_by'], string>> = {
  created_at: 'run.created_at',
  completed_at: 'run.ended_at',
  consensus_score: CONSENSUS,
  hallucination_score: HALLUCINATION,
  status: 'run.status::text',
};
const STATUS: Readonly<Record<NonNullable<EvaluationQuery['status_filter']>, string>> = {
  pending: `run.status = 'queued' and run.held`,
  in_progress: `(run.status = 'running' or (run.status = 'queued' and not run.held))`,
  completed: `run.status = 'completed'`,
  failed: `run.status = 'failed'`,
  cancelled: `run.status = 'cancelled'`,
};

/** Pages by number, as the older clients ask for them. What the pages of the application use continues after an entry. */
export function createRunPageRepository({ pool }: Database) {
  return {
    async page(
      organisationId: string,
      wanted: EvaluationQuery & { readonly q?: string },
    ): Promise<{ entries: RunPageEntry[]; total: number }> {
      const values: unknown[] = [];
      const bind = (value: unknown) => `$${values.push(value)}`;
      const where = [`run.organisation_id = ${bind(organisationId)}`];
      if (wanted.status_filter) where.push(STATUS[wanted.status_filter]);
      if (wanted.min_score !== undefined) where.push(`${CONSENSUS} >= ${bind(wanted.min_score)}`);
      if (wanted.max_score !== undefined) where.push(`${CONSENSUS} <= ${bind(wanted.max_score)}`);
      if (wanted.q !== undefined) {
        const words = `plainto_tsquery('simple', ${bind(wanted.q)})`;
        const query = `case when numnode(${words}) = 0 then ${words} else (${words}::text || ':*')::tsquery end`;
        where.push(
          `exists (select from run_words where run_words.run_id = run.id and run_words.document @@ (${query}))`,
        );
      }
      const condition = where.join(' and ');
      const count = await pool.query<{ total: number }>(`select count(*)::int as total from run where ${condition}`, [
        ...values,
      ]);
      const { rows } = await pool.query<RunPageEntry>(
        `select run.id, run.status, run.held, left(run.source, 100) as "sourceStart", left(run.output, 100) as "outputStart",
           ${CONSENSUS} as consensus, ${HALLUCINATION} as hallucination,
           coalesce(jsonb_array_length(run.summary -> 'scores'), 0) as judged,
           coalesce((run.summary -> 'claims' ->> 'checked')::int, 0) as checked, run.created_at as "createdAt", run.ended_at as "endedAt"
         from run where ${condition} order by ${BY[wanted.sort_by]} ${wanted.order} nulls last, run.id ${wanted.order}
         limit ${bind(wanted.limit)} offset ${bind((wanted.page - 1) * wanted.limit)}`,
        values,
      );
      return { entries: rows, total: count.rows[0]?.total ?? 0 };
    },
  };
}
