import { wilson } from '@/core/statistics/intervals';
import { normalQuantile } from '@/core/statistics/normal';
import { measured, notMeasured, type Statistic } from '@/core/statistics/statistic';

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
const LEVEL = 0.95;
const Z = normalQuantile(1 - (1 - LEVEL) / 2);

/**
 * The figures with 95 % intervals of normal theory: of the mean from its standard error, of the others on the scale on
 * which they are nearly symmetric. There `ln variance` has variance 2 / (n - 1), the logarithm of the mean error variance
 * that of a mean, and the log odds of the reliability are the difference of the two.
 */
export function technicalFigures(people: readonly { readonly theta: number; readonly sd: number }[]): TechnicalFigures {
  const n = people.length;
  if (n < LEAST_SAMPLE) {
    const reason = notMeasured(`fewer than ${LEAST_SAMPLE} completed sessions`, n);
    return { n, meanTheta: reason, sdTheta: reason, sem: reason, reliability: reason };
  }
  const mean = people.reduce((sum, { theta }) => sum + theta, 0) / n;
  const variance = people.reduce((sum, { theta }) => sum + (theta - mean) ** 2, 0) / (n - 1);
  const error = people.reduce((sum, { sd }) => sum + sd * sd, 0) / n;
  const errorSpread = people.reduce((sum, { sd }) => sum + (sd * sd - error) ** 2, 0) / (n - 1);
  const logSd = { variance: Math.sqrt(2 / (n - 1)), error: Math.sqrt(errorSpread / n) / error };
  const figure = (value: number, method: string, within: (z: number) => number): Statistic => {
    const interval = { low: within(-Z), high: within(Z), level: LEVEL, method: 'normal theory' };
    return variance > 0
      ? measured(value, n, method, interval)
      : { ...measured(value, n, method), noInterval: 'everybody has the same result' };
  };
  const logOdds = Math.log(variance / error);
  const spread = Math.hypot(logSd.variance, logSd.error);
  return {
    n,
    meanTheta: figure(mean, 'mean', (z) => mean + z * Math.sqrt(variance / n)),
    sdTheta: figure(Math.sqrt(variance), 'standard deviation', (z) =>
      Math.sqrt(variance * Math.exp(z * logSd.variance)),
    ),
    sem: figure(Math.sqrt(error), 'root mean squared posterior standard deviation', (z) =>
      Math.sqrt(error * Math.exp(z * logSd.error)),
    ),
    reliability: figure(
      variance / (variance + error),
      'variance of estimates over it plus mean error variance',
      (z) => 1 / (1 + Math.exp(-(logOdds + z * spread))),
    ),
  };
}
