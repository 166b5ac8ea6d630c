/** Where a band lies on a scale, in percent of its width; `cutLow`/`cutHigh` tell that it goes on beyond the end. */
export type BandPlacement = { left: number; width: number; cutLow: boolean; cutHigh: boolean };

/** Position of a value on the scale, 0 to 100, held inside its ends. */
export function placePoint(value: number, min: number, max: number): number {
  if (!(max > min)) return 0;
  return Math.min(100, Math.max(0, ((value - min) / (max - min)) * 100));
}

export function placeBand(low: number, high: number, min: number, max: number): BandPlacement {
  const left = placePoint(low, min, max);
  return { left, width: placePoint(high, min, max) - left, cutLow: low < min, cutHigh: high > max };
}
