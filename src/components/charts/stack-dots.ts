/** Where a dot goes: `at` in percent of the width, `level` 0 for the lowest row and upwards. */
export type PlacedDot = { index: number; at: number; level: number };

/**
 * Dots on a line, stacked where they would cover each other: each goes to the lowest row on which no earlier one is nearer than
 * `apart` percent of the width. By position and then by index, so equal values give the same picture each time.
 */
export function stackDots(positions: readonly number[], apart: number): PlacedDot[] {
  const lastOn: number[] = [];
  return positions
    .map((at, index) => ({ at, index }))
    .sort((a, b) => a.at - b.at || a.index - b.index)
    .map(({ at, index }) => {
      let level = lastOn.findIndex((last) => at - last >= apart);
      if (level === -1) level = lastOn.length;
      lastOn[level] = at;
      return { index, at, level };
    });
}
