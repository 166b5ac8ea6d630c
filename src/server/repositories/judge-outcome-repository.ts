import type { FailureClass } from '@/core/evaluation/judge';
import type { JudgeOutcomeRecord } from '@/core/evaluation/judge-performance';
import type { TokenUsage } from '@/core/evaluation/spending';
import type { Database } from '@/server/db';

export type JudgeOutcomeRepository = ReturnType<typeof createJudgeOutcomeRepository>;

type Row = {
  run_id: string;
  judge_id: string;
  type: 'judgementReached' | 'judgeAbstained' | 'judgeFailed';
  at: Date;
  duration_ms: number;
  score: number | null;
  class: FailureClass | null;
  usage: TokenUsage | null;
  plan: { id: string; name: string; of?: string }[];
};

export function createJudgeOutcomeRepository({ pool }: Database) {
  return {
    /** How the judges of the newest `limit` completed runs since an instant ended, and how many runs these are. */
    async since(
      organisationId: string,
      since: Date,
      limit: number,
    ): Promise<{ runs: number; outcomes: JudgeOutcomeRecord[] }> {
      const chosen = `select id from run where organisation_id = $1 and status = 'completed' and created_at >= $2
        order by created_at desc, id desc limit $3`;
      const values = [organisationId, since, limit];
      const counted = await pool.query<{ runs: number }>(
        `select count(*)::int as runs from (${chosen}) as run`,
        values,
      );
      const { rows } = await pool.query<Row>(
        `with chosen as (${chosen})
         select distinct on (event.stream, event.payload ->> 'judgeId')
           event.stream as run_id, event.payload ->> 'judgeId' as judge_id, event.type, event.at,
           (event.payload ->> 'durationMs')::int as duration_ms,
           (event.payload -> 'judgement' ->> 'score')::float8 as score,
           event.payload -> 'failure' ->> 'class' as class,
           coalesce(event.payload -> 'judgement' -> 'usage', event.payload -> 'failure' -> 'usage') as usage,
           started.payload -> 'plan' -> 'judges' as plan
         from chosen
         join event on event.stream = chosen.id and event.type in ('judgementReached', 'judgeAbstained', 'judgeFailed')
         join lateral (
           select payload from event as first
           where first.stream = chosen.id and first.type = 'runStarted' order by first.seq limit 1
         ) as started on true
         order by event.stream, event.payload ->> 'judgeId', event.seq desc`,
        values,
      );
      return { runs: counted.rows[0]?.runs ?? 0, outcomes: rows.map(outcomeOf) };
    },
  };
}

function outcomeOf(row: Row): JudgeOutcomeRecord {
  const planned = row.plan.find(({ id }) => id === row.judge_id);
  const shared = {
    runId: row.run_id,
    judgeId: planned?.of ?? row.judge_id,
    name: planned?.name ?? row.judge_id,
    at: row.at.toISOString(),
    durationMs: row.duration_ms,
    usage: row.usage,
  };
  switch (row.type) {
    case 'judgementReached':
      return { ...shared, outcome: 'answered', score: row.score ?? 0 };
    case 'judgeAbstained':
      return { ...shared, outcome: 'abstained' };
    case 'judgeFailed':
      return { ...shared, outcome: 'failed', class: row.class ?? 'internal' };
  }
}
