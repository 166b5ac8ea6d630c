export type Domain = { readonly min: number; readonly max: number };

/** Steps a reader adds up without thinking. */
const STEPS = [1, 2, 2.5, 5, 10];

/**
 * Round values from `min` to `max` for an axis, both ends within: at most `most` of them, at least two where the ends differ.
 * An empty domain gives its one value.
 */
export function niceTicks({ min, max }: Domain, most = 6): number[] {
  if (!Number.isFinite(min) || !Number.isFinite(max) || max < min) return [];
  if (min === max) return [min];
  const rough = (max - min) / Math.max(1, most - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  for (const step of [...STEPS.map((factor) => factor * power), 20 * power]) {
    const first = Math.ceil(min / step - 1e-9);
    const last = Math.floor(max / step + 1e-9);
    if (last - first + 1 > most) continue;
    if (last - first < 1) break;
    return Array.from({ length: last - first + 1 }, (_, i) => tidy((first + i) * step));
  }
  return [min, max];
}

/** The domain widened to round ends, so that the first and the last tick are its ends. */
export function niceDomain({ min, max }: Domain, most = 6): Domain {
  if (!Number.isFinite(min) || !Number.isFinite(max)) return { min: 0, max: 1 };
  if (min === max) return { min: min - 1, max: max + 1 };
  const ticks = niceTicks({ min, max }, most);
  const step = ticks.length > 1 ? ticks[1]! - ticks[0]! : max - min;
  return { min: tidy(Math.floor(min / step + 1e-9) * step), max: tidy(Math.ceil(max / step - 1e-9) * step) };
}

/** 0.30000000000000004 is 0.3. */
const tidy = (value: number): number => Number(value.toPrecision(12)) + 0;

/** Smallest and largest of the values that are numbers; null without any. */
export function extent(values: Iterable<number | null | undefined>): Domain | null {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value === null || value === undefined || !Number.isFinite(value)) continue;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return min <= max ? { min, max } : null;
}
