import type { Row } from './cases';

/** Three significant digits, without an exponent. */
function figure(value: number): string {
  if (Number.isNaN(value)) return '-';
  if (Number.isInteger(value) || Math.abs(value) >= 100) return Math.round(value).toLocaleString('en-GB');
  return value.toFixed(Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value)))));
}

/** One block per row: its name, then its figures in columns. */
export function table(rows: readonly Row[]): string {
  const names = rows.flatMap((row) => Object.keys(row.figures));
  const width = Math.max(...names.map((name) => name.length)) + 2;
  const block = ({ name, figures }: Row) =>
    [
      name,
      ...Object.entries(figures).map(([key, value]) => `  ${key.padEnd(width)}${figure(value).padStart(10)}`),
    ].join('\n');
  return rows.map(block).join('\n\n');
}
