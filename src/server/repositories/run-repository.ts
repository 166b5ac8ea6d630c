import { z } from 'zod';
import type { VerdictLabel } from '@/core/evaluation/claim';
import type { RunRecord } from '@/core/evaluation/dataset-statistics';
import { NEW_RUN, type RunState, type RunStatus, replayRun } from '@/core/evaluation/run';
import type { RunEvent, RunEventEnvelope } from '@/core/evaluation/run-event';
import type { RunSummary } from '@/core/evaluation/run-summary';
import { RunWishes } from '@/protocol/evaluation';
import { storedSummary } from '@/protocol/run-summary';
import type { Database } from '@/server/db';
import type { Prisma } from '@/server/generated/prisma/client';
import type { EventLog, StoredEvent } from './event-log';

export type RunTextsRow = {
  readonly source: string;
  readonly output: string;
  readonly question: string | null;
  readonly rival: string | null;
};

/** What was wished for, with the rubric as it stood then. Runs of before there were wishes have none. */
export type RunConfiguration = z.infer<typeof StoredConfiguration>;
const StoredConfiguration = RunWishes.omit({ rival: true }).extend({
  rubric: z
    .object({ id: z.string(), version: z.number().int(), name: z.string(), text: z.string(), hash: z.string() })
    .nullable()
    .default(null),
});

export type StoredRun = RunTextsRow & {
  readonly id: string;
  readonly configuration: RunConfiguration;
  readonly rescoredFrom: string | null;
  readonly organisationId: string;
  readonly status: RunStatus;
  /** Made, and not to be worked on until it is started. */
  readonly held: boolean;
  readonly createdBy: string;
  readonly createdAt: Date;
};

/** What figures over many runs need of one; null what it does not have. */
export type RunOutcome = {
  readonly status: RunStatus;
  readonly held: boolean;
  readonly createdAt: Date;
  readonly durationMs: number | null;
  readonly consensus: number | null;
  readonly hallucination: number | null;
  readonly agreement: number | null;
  readonly scores: readonly { readonly judgeId: string; readonly score: number }[];
};

type NewRun = RunTextsRow & {
  id: string;
  organisationId: string;
  createdBy: string;
  configuration: RunConfiguration;
  rescoredFrom: string | null;
  held: boolean;
};

export type RunRepository = ReturnType<typeof createRunRepository>;

const NEVER_BEGUN_MS = 60_000;

export function createRunRepository({ prisma, pool }: Database, log: EventLog) {
  /** One waiting job a run, however often it is asked for; asking again does not lose its place in the queue. */
  const addJob = (runId: string) =>
    prisma.$executeRaw`select graphile_worker.add_job('run_evaluation', json_build_object('runId', ${runId}::text),
      job_key => 'run:' || ${runId}::text, job_key_mode => 'preserve_run_at')`;
  return {
    /** Stores a run and the job that works on it, together. */
    async create(run: NewRun): Promise<void> {
      const row = prisma.run.create({ data: run });
      const words = prisma.$executeRaw`insert into run_words (run_id, document)
        values (${run.id}::uuid, to_tsvector('simple', ${`${run.output} ${run.source} ${run.question ?? ''}`}))`;
      await prisma.$transaction([row, words, ...(run.held ? [] : [addJob(run.id)])]);
    },

    /** Lets a held run begin; false when it is not held (any more). */
    async start(id: string): Promise<boolean> {
      const { count } = await prisma.run.updateMany({
        where: { id, held: true, status: 'queued' },
        data: { held: false },
      });
      if (count === 0) return false;
      await addJob(id); // if we die here, it counts as abandoned and is found
      return true;
    },

    async addJob(runId: string): Promise<void> {
      await addJob(runId);
    },

    async find(id: string): Promise<StoredRun | null> {
      const select = {
        id: true,
        organisationId: true,
        source: true,
        output: true,
        question: true,
        rival: true,
        configuration: true,
        rescoredFrom: true,
        status: true,
        held: true,
        createdBy: true,
        createdAt: true,
      };
      const run = await prisma.run.findUnique({ where: { id }, select });
      return run && { ...run, configuration: StoredConfiguration.parse(run.configuration) };
    },

    async organisationOf(id: string): Promise<string | null> {
      const row = await prisma.run.findUnique({ where: { id }, select: { organisationId: true } });
      return row?.organisationId ?? null;
    },

    async loadState(id: string): Promise<RunState> {
      return replayRun((await log.readAll(id)).map(envelope), NEW_RUN);
    },

    /** Appends events after number `expected`; null when another writer was faster, else the lines as stored. */
    async append(
      id: string,
      expected: number,
      events: readonly RunEvent[],
      status: RunStatus,
      summary: RunSummary | null,
      at: Date,
    ): Promise<StoredEvent[] | null> {
      const { rows } = await pool.query<{ stored: boolean }>({
        name: 'append-run-events',
        text: 'select append_run_events($1, $2, $3, $4, $5, $6) as stored',
        values: [id, expected, status, summary && JSON.stringify(summary), JSON.stringify(events), at],
      });
      if (!rows[0]?.stored) return null;
      return events.map(({ type, payload }, index) => ({ seq: expected + 1 + index, type, payload, at }));
    },

    /** Takes the run for `holder` until `until`; false while another process still has it. */
    async lease(id: string, holder: string, now: Date, until: Date): Promise<boolean> {
      const { count } = await prisma.run.updateMany({
        where: {
          id,
          status: { in: ['queued', 'running'] },
          OR: [{ leasedUntil: null }, { leasedUntil: { lt: now } }, { leaseHolder: holder }],
        },
        data: { leaseHolder: holder, leasedUntil: until },
      });
      return count === 1;
    },

    /** Lets go of a run; if it has not ended it counts as abandoned from now on. */
    async release(id: string, holder: string, now: Date): Promise<void> {
      await prisma.run.updateMany({ where: { id, leaseHolder: holder }, data: { leasedUntil: now } });
    },

    /** Runs that nobody works on any more, and those whose job was lost before anyone had begun. */
    async findAbandoned(now: Date): Promise<string[]> {
      const neverBegun = {
        held: false,
        leasedUntil: null,
        createdAt: { lt: new Date(now.getTime() - NEVER_BEGUN_MS) },
      };
      const where: Prisma.RunWhereInput = {
        status: { in: ['queued', 'running'] },
        OR: [{ leasedUntil: { lte: now } }, neverBegun],
      };
      return (await prisma.run.findMany({ where, select: { id: true }, take: 200 })).map((row) => row.id);
    },

    /** Completed runs since an instant as data points, the newest `limit` of them, each with who said what of its claims. */
    async records(organisationId: string, since: Date, limit: number): Promise<RunRecord[]> {
      const rows = await pool.query<{ id: string; source: string; summary: unknown; said: Said[] | null }>({
        text: `select run.id, md5(run.source) as source, run.summary, (
            select json_agg(json_build_object('type', event.type, 'payload', case event.type
              when 'verdictReached' then json_build_object('claimId', event.payload ->> 'claimId', 'label', event.payload ->> 'label')
              else json_build_object('judgeId', event.payload ->> 'judgeId', 'opinions', event.payload -> 'judgement' -> 'opinions')
            end) order by event.seq)
            from event where event.stream = run.id and event.type in ('verdictReached', 'judgementReached')
          ) as said
          from run where organisation_id = $1 and status = 'completed' and created_at >= $2 and summary is not null
          order by created_at desc limit $3`,
        values: [organisationId, since, limit],
      });
      return rows.rows.map(({ id, source, summary, said }) => ({
        runId: id,
        source,
        summary: storedSummary(summary),
        opinions: opinionsOf(said ?? []),
      }));
    },

    /** Runs since an instant, the newest `limit` of them, oldest first. */
    async outcomes(organisationId: string, since: Date, limit: number): Promise<RunOutcome[]> {
      const rows = await pool.query<RunOutcome>({
        text: `select status, held, created_at as "createdAt",
            extract(epoch from ended_at - started_at)::float8 * 1000 as "durationMs",
            (summary -> 'consensus' ->> 'value')::float8 as consensus,
            (summary -> 'composite' -> 'score' ->> 'value')::float8 as hallucination,
            (summary -> 'agreement' -> 'alpha' ->> 'value')::float8 as agreement,
            coalesce(summary -> 'scores', '[]') as scores
          from run where organisation_id = $1 and created_at >= $2 order by created_at desc limit $3`,
        values: [organisationId, since, limit],
      });
      return rows.rows.toReversed();
    },

    async countByStatus(): Promise<Record<string, number>> {
      const groups = await prisma.run.groupBy({ by: ['status'], _count: true });
      return Object.fromEntries(groups.map((group) => [group.status, group._count]));
    },
  };
}

/** A log line as the domain has it. What is stored was written by `RunEvent`'s own types; older summaries are completed. */
export function envelope({ seq, at, type, payload }: StoredEvent): RunEventEnvelope {
  const hasSummary = type === 'consensusUpdated' || type === 'runCompleted';
  const current = hasSummary ? storedSummary(payload) : payload;
  return { seq, at: at.toISOString(), type, payload: current } as RunEventEnvelope;
}

type Said =
  | { type: 'verdictReached'; payload: { claimId: string; label: VerdictLabel } }
  | { type: 'judgementReached'; payload: { judgeId: string; opinions: { claimId: string; label: VerdictLabel }[] } };

/** By claim, who labelled it how; of a judge's repeats the first counts. */
function opinionsOf(said: readonly Said[]): Record<string, VerdictLabel>[] {
  const byClaim = new Map<string, Record<string, VerdictLabel>>();
  const note = (claimId: string, who: string, label: VerdictLabel) => {
    const row = byClaim.get(claimId) ?? {};
    byClaim.set(claimId, row);
    row[who] ??= label;
  };
  for (const { type, payload } of said) {
    if (type === 'verdictReached') note(payload.claimId, 'verifier', payload.label);
    else for (const { claimId, label } of payload.opinions) note(claimId, payload.judgeId.replace(/#\d+$/u, ''), label);
  }
  return [...byClaim.values()];
}
