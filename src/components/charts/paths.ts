export type XY = { readonly x: number; readonly y: number };
export type XBand = { readonly x: number; readonly low: number; readonly high: number };

const round = (value: number): string => String(Number(value.toFixed(3)));

/** Cuts a series wherever a value is missing, so that a gap in the data is a gap in the line. */
export function runsOf<T, U>(points: readonly T[], known: (point: T) => U | null): U[][] {
  const runs: U[][] = [];
  let open: U[] | null = null;
  for (const point of points) {
    const value = known(point);
    if (value === null) {
      open = null;
      continue;
    }
    if (open === null) {
      open = [];
      runs.push(open);
    }
    open.push(value);
  }
  return runs;
}

/** "M0 10L5 3": straight lines, never curves that would show values nobody measured. */
export function linePath(points: readonly XY[]): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
}

/** The outline of a band: along its upper edge, back along its lower one. */
export function bandPath(points: readonly XBand[]): string {
  if (points.length === 0) return '';
  const upper = points.map(({ x, high }) => ({ x, y: high }));
  const lower = points.toReversed().map(({ x, low }) => ({ x, y: low }));
  return `${linePath([...upper, ...lower])}Z`;
}
