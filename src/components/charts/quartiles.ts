export type Quartiles = { lower: number; median: number; upper: number };

/** Fewer than this, and a quarter of the values is not even one value: quartiles would only repeat the values. */
export const QUARTILES_FROM = 5;

/** Lower quartile, median and upper quartile by linear interpolation (Hyndman and Fan 1996, type 7); null for too few values. */
export function quartiles(values: readonly number[]): Quartiles | null {
  if (values.length < QUARTILES_FROM) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => {
    const place = share * (sorted.length - 1);
    const below = Math.floor(place);
    const low = sorted[below]!;
    return low + (place - below) * ((sorted[below + 1] ?? low) - low);
  };
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
}
