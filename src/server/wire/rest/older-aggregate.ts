import type { z } from 'zod';
import { describe } from '@/core/statistics/description';
import { mean } from '@/core/statistics/moments';
import type { AggregateStatistics, OlderAggregate } from '@/protocol/rest-evaluation';
import type { RunOutcome } from '@/server/repositories/run-repository';

type View = Omit<z.infer<typeof AggregateStatistics>, keyof z.infer<typeof OlderAggregate>>;
type Block = View['consensus_score'];
type Measured = Extract<Block, { measured: true }>;

/** The same figures under the names the older system's pages read them by; null where there are none. */
export function olderAggregate(view: View, completed: readonly RunOutcome[]): z.infer<typeof OlderAggregate> {
  const scores = completed
    .map(({ scores: given }) => given.map(({ score }) => score))
    .filter(({ length }) => length > 1);
  const variances = scores.map((given) => mean(given.map((score) => (score - mean(given)) ** 2)));
  return {
    date_range_days: view.days,
    consensus_score_stats: statsOf(view.consensus_score),
    hallucination_score_stats: statsOf(view.hallucination_score),
    processing_time_stats: statsOf(view.processing_time_ms),
    variance_stats: described(variances),
    std_dev_stats: described(variances.map(Math.sqrt)),
    consensus_score_trend: trendOf(view, completed),
    judge_performance: Object.fromEntries(
      view.judges.map(({ judge_name, score }) => [
        judge_name,
        { total_evaluations: score.measured ? score.count : 0, score_stats: statsOf(score) },
      ]),
    ),
    daily_trends: view.daily.map(({ date, count, mean_consensus_score, mean_hallucination_score }) => ({
      date,
      count,
      avg_consensus_score: mean_consensus_score,
      avg_hallucination_score: mean_hallucination_score,
    })),
  };
}

function statsOf(block: Block): Omit<Measured, 'measured'> | null {
  if (!block.measured) return null;
  const { measured: _measured, ...stats } = block;
  return stats;
}

function described(values: readonly number[]): Omit<Measured, 'measured'> | null {
  const statistic = describe(values, 'none');
  if (statistic.value === null) return null;
  const { standardDeviation: std_dev, ...rest } = statistic.value;
  return { count: statistic.n, std_dev, ...rest };
}

function trendOf({ trend }: View, completed: readonly RunOutcome[]) {
  if (trend.change_percent === null || trend.direction === null) return null;
  const scores = completed.flatMap(({ consensus }) => (consensus === null ? [] : [consensus]));
  const middle = Math.floor(scores.length / 2);
  return {
    first_half_average: mean(scores.slice(0, middle)),
    second_half_average: mean(scores.slice(middle)),
    percent_change: trend.change_percent,
    direction: trend.direction,
  };
}
