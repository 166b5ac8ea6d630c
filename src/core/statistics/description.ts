import { mean, median, quantile, sampleVariance } from './moments';
import { measured, notMeasured, type Statistic } from './statistic';

/** `variance` (divisor n - 1) and its root are null for a single value. Quartiles are of type 7 of Hyndman & Fan (1996). */
export type Description = {
  readonly mean: number;
  readonly median: number;
  readonly variance: number | null;
  readonly standardDeviation: number | null;
  readonly min: number;
  readonly max: number;
  readonly q1: number;
  readonly q3: number;
};

/** Where values lie and how far they spread. */
export function describe(values: readonly number[], whatIsMissing: string): Statistic<Description> {
  if (values.length === 0) return notMeasured(whatIsMissing);
  const variance = values.length < 2 ? null : sampleVariance(values);
  const standardDeviation = variance === null ? null : Math.sqrt(variance);
  const [min, max] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [values[0]!, values[0]!],
  );
  const [q1, q3] = [quantile(values, 0.25), quantile(values, 0.75)];
  const description = { mean: mean(values), median: median(values), variance, standardDeviation, min, max, q1, q3 };
  return measured(description, values.length, 'description');
}

/** Fewer values than this say nothing of a trend. */
const TREND_MIN = 4;

/**
 * How the mean of the later half of a series differs from that of the earlier half, in percent of the earlier. An odd value
 * in the middle belongs to the later half.
 */
export function halvesTrend(series: readonly number[]): Statistic {
  if (series.length < TREND_MIN) return notMeasured(`fewer than ${TREND_MIN} values`, series.length);
  const middle = Math.floor(series.length / 2);
  const earlier = mean(series.slice(0, middle));
  if (earlier === 0) return notMeasured('the earlier half has mean 0', series.length);
  return measured(
    ((mean(series.slice(middle)) - earlier) / earlier) * 100,
    series.length,
    'change of the mean by halves',
  );
}
