/**
 * Sum that does not depend on the order of the values, to the bit: they are added from the smallest to the largest.
 * A consensus must not change because one judge answered before another.
 */
export function sum(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b).reduce((total, value) => total + value, 0);
}

/** Arithmetic mean; NaN for no values, so callers decide first whether there is anything to average. */
export function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}

/** Variance with the divisor n - 1; NaN for fewer than two values. */
export function sampleVariance(values: readonly number[]): number {
  if (values.length < 2) return Number.NaN;
  const centre = mean(values);
  return sum(values.map((value) => (value - centre) ** 2)) / (values.length - 1);
}

/** Standard deviation with the divisor n - 1; NaN for fewer than two values. */
export function sampleDeviation(values: readonly number[]): number {
  return Math.sqrt(sampleVariance(values));
}

export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

/** Quantile by linear interpolation between order statistics (type 7 of Hyndman & Fan, 1996). `p` in 0..1. */
export function quantile(values: readonly number[], p: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  const position = clamp(p, 0, 1) * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (high - low) * (position - below);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}
