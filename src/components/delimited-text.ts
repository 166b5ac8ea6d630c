export type Cell = string | number | null;

/**
 * Rows as CSV (RFC 4180: CRLF, quotes doubled). Texts that a spreadsheet would run as a formula get a leading apostrophe;
 * numbers stay numbers, absent values stay empty.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const field = (cell: Cell) => {
    if (cell === null) return '';
    if (typeof cell === 'number') return String(cell);
    const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [header, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
}

/** Rows as tab-separated lines, for pasting into a sheet or a message; tabs and line breaks inside become spaces. */
export function toTsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const field = (cell: Cell) => (cell === null ? '' : String(cell).replace(/[\t\r\n]+/g, ' '));
  return [header, ...rows].map((row) => row.map(field).join('\t')).join('\n');
}
