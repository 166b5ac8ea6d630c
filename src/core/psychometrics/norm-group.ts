import { wilson } from '@/core/statistics/intervals';
import { notMeasured, type Statistic } from '@/core/statistics/statistic';

/** Below this a percentile says more about who happened to be there than about the person. */
export const LEAST_NORM = 100;

/** Share of the norm group at or below `theta` (ties count half), with its interval; not measured below 100 people. */
export function percentileRank(theta: number, group: readonly number[]): Statistic {
  const n = group.length;
  if (n < LEAST_NORM) return notMeasured(`the norm group has ${n} of the ${LEAST_NORM} people it needs`, n);
  const below = group.filter((other) => other < theta).length;
  const equal = group.filter((other) => other === theta).length;
  return wilson(below + equal / 2, n);
}

/** What a set of results says about the measurement, for the technical sheet. */
export type TechnicalFigures = {
  readonly n: number;
  readonly meanTheta: Statistic;
  readonly sdTheta: Statistic;
  /** Root mean squared posterior sd: the standard error of measurement, theta units. */
  readonly sem: Statistic;
  /** Empirical reliability: variance of the estimates over that variance plus the mean error variance. */
  readonly reliability: Statistic;
};

const LEAST_SAMPLE = 10;

export function technicalFigures(people: readonly { readonly theta: number; readonly sd: number }[]): TechnicalFigures {
  const n = people.length;
  if (n < LEAST_SAMPLE) {
    const reason = notMeasured(`fewer than ${LEAST_SAMPLE} completed sessions`, n);
    return { n, meanTheta: reason, sdTheta: reason, sem: reason, reliability: reason };
  }
  const mean = people.reduce((sum, { theta }) => sum + theta, 0) / n;
  const variance = people.reduce((sum, { theta }) => sum + (theta - mean) ** 2, 0) / (n - 1);
  const error = people.reduce((sum, { sd }) => sum + sd * sd, 0) / n;
  const figure = (value: number, method: string): Statistic => ({ value, n, method });
  return {
    n,
    meanTheta: figure(mean, 'mean'),
    sdTheta: figure(Math.sqrt(variance), 'standard deviation'),
    sem: figure(Math.sqrt(error), 'root mean squared posterior standard deviation'),
    reliability: figure(variance / (variance + error), 'variance of estimates over it plus mean error variance'),
  };
}
