/** What it takes to make a bootstrap interval again to the bit: `units` is what was drawn (items, or clusters of them). */
export type Resampling = { seed: string; resamples: number; units: number };

/** A range that is expected to hold the true value with probability `level` (0..1), and how it was made. */
export type Interval = { low: number; high: number; level: number; method: string; resampling?: Resampling };

/** A value with the number of things it was computed from. `noInterval` says why there is no interval, when there is none. */
export type Measured<T = number> = { value: T; n: number; method: string; interval?: Interval; noInterval?: string };

/** Not zero, not a hundred: there is no value, and `reason` says why in words a page can show. */
export type NotMeasured = { value: null; n: number; reason: string };

/** What every statistic of this folder returns: a value with its n, or a reason why there is none. */
export type Statistic<T = number> = Measured<T> | NotMeasured;

export function measured<T>(value: T, n: number, method: string, interval?: Interval): Measured<T> {
  return interval ? { value, n, method, interval } : { value, n, method };
}

export function notMeasured(reason: string, n = 0): NotMeasured {
  return { value: null, n, reason };
}

export function isMeasured<T>(statistic: Statistic<T>): statistic is Measured<T> {
  return statistic.value !== null;
}
