/** One case: rows of figures, where it exists the published figures of another engine below each, and goals. */
export type Table = {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  readonly notes: readonly string[];
  readonly goals: readonly Goal[];
};
export type Row = { readonly name: string; readonly values: readonly Cell[]; readonly baseline?: readonly Cell[] };
export type Cell = number | string | null;

/** `met` is null when the run is of another size than the goal is stated for. */
export type Goal = {
  readonly name: string;
  readonly value: number;
  readonly noise: number | null;
  readonly limit: readonly [least: number, most: number];
  readonly met: boolean | null;
};

/** A figure of chance and its standard error. */
export type Estimate = { readonly value: number; readonly noise: number };

/** Judged as printed, to the thousandth: a figure and its verdict never contradict each other. */
export function goal(name: string, figure: Estimate | number, limit: Goal['limit'], isStatedSize: boolean): Goal {
  const { value, noise } = typeof figure === 'number' ? { value: figure, noise: null } : figure;
  const shown = Number(value.toFixed(3));
  return { name, value, noise, limit, met: isStatedSize ? shown >= limit[0] && shown <= limit[1] : null };
}

/** Root mean square of errors with its standard error (delta method). */
export function rmse(squares: readonly number[]): Estimate {
  const n = squares.length;
  const mean = squares.reduce((sum, square) => sum + square, 0) / n;
  const variance = squares.reduce((sum, square) => sum + (square - mean) ** 2, 0) / Math.max(1, n - 1);
  const value = Math.sqrt(mean);
  return { value, noise: value > 0 ? Math.sqrt(variance / n) / (2 * value) : 0 };
}

const NAME = 40;
const CELL = 9;
const cell = (value: Cell) =>
  (value === null ? '' : typeof value === 'number' ? value.toFixed(3) : value).padStart(CELL);

export function printed({ title, columns, rows, notes, goals }: Table): string {
  const lines = [title, ''.padEnd(NAME) + columns.map(cell).join('')];
  for (const { name, values, baseline } of rows) {
    lines.push(name.padEnd(NAME) + values.map(cell).join(''));
    if (baseline) lines.push('  published baseline'.padEnd(NAME) + baseline.map(cell).join(''));
  }
  lines.push(...notes);
  for (const { name, value, noise, limit, met } of goals) {
    const [least, most] = limit;
    const range = [least > 0 ? `>= ${least}` : null, Number.isFinite(most) ? `<= ${most}` : null].filter(Boolean);
    const verdict = met === null ? 'no verdict: the goal is stated for another size' : met ? 'met' : 'NOT met';
    const spread = noise === null ? '' : ` (noise ${noise.toFixed(3)})`;
    lines.push(`goal ${name} ${range.join(' and ')}: ${value.toFixed(3)}${spread}: ${verdict}`);
  }
  return lines.join('\n');
}
