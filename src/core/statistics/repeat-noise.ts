import { mean, sampleDeviation, sampleVariance } from './moments';
import { measured, notMeasured, type Statistic } from './statistic';

/** Scores of the same judge for the same thing, asked again and again: their standard deviation. Needs two repeats. */
export function repeatNoise(scores: readonly number[]): Statistic {
  if (scores.length < 2) return notMeasured('asked fewer than twice', scores.length);
  return measured(sampleDeviation(scores), scores.length, 'standard deviation over repeats');
}

/**
 * A judge's noise over many items: root of the mean within-item variance, in the units of the score. What differs between items does
 * not enter. Items asked once say nothing and are left out; n is the number of items used.
 */
export function pooledRepeatNoise(items: readonly (readonly number[])[]): Statistic {
  const repeated = items.filter((scores) => scores.length >= 2);
  if (repeated.length === 0) return notMeasured('no item was asked twice', items.length);
  const freedom = repeated.reduce((total, scores) => total + scores.length - 1, 0);
  const squares = repeated.reduce((total, scores) => total + (scores.length - 1) * sampleVariance(scores), 0);
  return measured(Math.sqrt(squares / freedom), repeated.length, 'pooled standard deviation within items');
}

/** One judged item with a human's score, both 0..100, and the period it falls into ("2026-W07"). */
export type DatedError = { period: string; score: number; human: number };

export type PeriodReliability = { period: string; meanError: Statistic; meanSquaredError: Statistic };

/** How far a judge was from people, period by period in order of their names. A drift shows as a moving mean error. */
export function reliabilityOverTime(records: readonly DatedError[]): PeriodReliability[] {
  return [...Map.groupBy(records, ({ period }) => period)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([period, members]) => {
      const errors = members.map(({ score, human }) => score - human);
      return {
        period,
        meanError: measured(mean(errors), errors.length, 'mean of judge - human'),
        meanSquaredError: measured(mean(errors.map((e) => e * e)), errors.length, 'mean squared error'),
      };
    });
}
