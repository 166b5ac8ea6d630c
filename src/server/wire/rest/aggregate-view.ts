import type { z } from 'zod';
import { type Description, describe, halvesTrend } from '@/core/statistics/description';
import { mean } from '@/core/statistics/moments';
import type { Statistic } from '@/core/statistics/statistic';
import type { AggregateStatistics } from '@/protocol/rest-evaluation';
import type { RunOutcome } from '@/server/repositories/run-repository';
import { sessionStatus } from './evaluation-view';
import { olderAggregate } from './older-aggregate';

type View = z.infer<typeof AggregateStatistics>;
type Block = View['consensus_score'];

/** Changes of the mean smaller than this many percent are called stable. */
const STABLE_PERCENT = 1;

/** Figures over an organisation's runs of the last days. `outcomes` oldest first. */
export function aggregateView(outcomes: readonly RunOutcome[], days: number, truncated: boolean): View {
  const by_status = { pending: 0, in_progress: 0, completed: 0, failed: 0, cancelled: 0 };
  for (const { status, held } of outcomes) by_status[sessionStatus(status, held)] += 1;
  const completed = outcomes.filter(({ status }) => status === 'completed');
  const known = (values: readonly (number | null)[]) => values.filter((value) => value !== null);
  const block = (name: string, values: readonly (number | null)[]) =>
    blockOf(describe(known(values), `no completed evaluation of these days has a ${name}`));
  const trend = halvesTrend(known(completed.map(({ consensus }) => consensus)));
  const view = {
    days,
    total_evaluations: outcomes.length,
    completed_evaluations: completed.length,
    by_status,
    truncated,
    consensus_score: block(
      'consensus score',
      completed.map(({ consensus }) => consensus),
    ),
    hallucination_score: block(
      'hallucination score',
      completed.map(({ hallucination }) => hallucination),
    ),
    inter_judge_agreement: block(
      'measured agreement',
      completed.map(({ agreement }) => agreement),
    ),
    processing_time_ms: block(
      'processing time',
      completed.map(({ durationMs }) => durationMs),
    ),
    trend: {
      direction: trend.value === null ? null : directionOf(trend.value),
      change_percent: trend.value,
      n: trend.n,
      reason: trend.value === null ? trend.reason : null,
    },
    judges: judgesOf(completed),
    daily: dailyOf(completed),
  };
  return { ...view, ...olderAggregate(view, completed) };
}

function blockOf(statistic: Statistic<Description>): Block {
  if (statistic.value === null) return { measured: false, count: 0, reason: statistic.reason };
  const { standardDeviation, ...rest } = statistic.value;
  return { measured: true, count: statistic.n, std_dev: standardDeviation, ...rest };
}

const directionOf = (percent: number): 'improving' | 'declining' | 'stable' => {
  if (Math.abs(percent) < STABLE_PERCENT) return 'stable';
  return percent > 0 ? 'improving' : 'declining';
};

function judgesOf(completed: readonly RunOutcome[]): View['judges'] {
  const scores = new Map<string, number[]>();
  for (const { scores: given } of completed)
    for (const { judgeId, score } of given) scores.set(judgeId, [...(scores.get(judgeId) ?? []), score]);
  return [...scores]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([judge_name, values]) => ({ judge_name, score: blockOf(describe(values, 'no score')) }));
}

/** Days on which something was completed, by the day (UTC) it was made. */
function dailyOf(completed: readonly RunOutcome[]): View['daily'] {
  const days = new Map<string, RunOutcome[]>();
  for (const outcome of completed) {
    const date = outcome.createdAt.toISOString().slice(0, 10);
    days.set(date, [...(days.get(date) ?? []), outcome]);
  }
  const meanOf = (values: readonly (number | null)[]) => {
    const known = values.filter((value) => value !== null);
    return known.length === 0 ? null : mean(known);
  };
  return [...days]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, outcomes]) => ({
      date,
      count: outcomes.length,
      mean_consensus_score: meanOf(outcomes.map(({ consensus }) => consensus)),
      mean_hallucination_score: meanOf(outcomes.map(({ hallucination }) => hallucination)),
    }));
}
