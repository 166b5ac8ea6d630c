import { LIMITS } from '../limits';
import type { Pace } from '../pace';
import { ExchangeRefusal } from '../problem';

/** A row with the line it begins on; `cells` is null when its quotes make no sense, with the reason. */
export type CsvRecord =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly cells: null; readonly reason: string };

/** After so many malformed rows the file is no file of rows. */
const MOST_BROKEN = 100;

/**
 * The rows of RFC 4180 text, empty lines left out. A row with misplaced quotes is reported and reading goes on at the line after the
 * one it begins on, so that one stray quote cannot swallow the rows below it: that is why this is not csv-parse, which ends there.
 * Quotes inside a cell that does not begin with one are part of it, as spreadsheets have it.
 * @throws ExchangeRefusal `row_malformed` when too many rows are
 */
export async function* csvRecords(text: string, delimiter: string, pace: Pace): AsyncGenerator<CsvRecord> {
  const special = new RegExp(`[${delimiter}\\r\\n]`, 'g');
  let at = 0;
  let line = 1;
  let counted = 0;
  let broken = 0;
  const lineAt = (offset: number) => {
    for (let end = text.indexOf('\n', counted); end !== -1 && end < offset; end = text.indexOf('\n', counted)) {
      line += 1;
      counted = end + 1;
    }
    return line;
  };
  while (at < text.length) {
    if (text[at] === '\n' || text[at] === '\r') {
      at += 1;
      continue;
    }
    await pace();
    const row = rowAt(text, at, delimiter, special);
    if ('cells' in row) {
      yield { line: lineAt(at), cells: row.cells };
      at = row.end;
      continue;
    }
    broken += 1;
    if (broken > MOST_BROKEN) {
      throw new ExchangeRefusal('row_malformed', `More than ${MOST_BROKEN} rows are. Nothing was imported.`, {
        line: lineAt(at),
      });
    }
    yield { line: lineAt(at), cells: null, reason: row.reason };
    const end = text.indexOf('\n', at);
    at = end === -1 ? text.length : end + 1;
  }
}

/** The row that begins at `start`, and where the next may begin. */
function rowAt(
  text: string,
  start: number,
  delimiter: string,
  special: RegExp,
): { cells: string[]; end: number } | { reason: string } {
  const cells: string[] = [];
  let at = start;
  while (true) {
    if (text[at] === '"') {
      const end = closingQuote(text, at, start + LIMITS.itemText);
      if (end === -1) return { reason: 'A quote is not closed, or the row is far too long.' };
      cells.push(text.slice(at + 1, end).replaceAll('""', '"'));
      at = end + 1;
      if (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') {
        return { reason: `After the closing quote of cell ${cells.length} stands neither a separator nor a line end.` };
      }
    } else {
      special.lastIndex = at;
      const end = special.exec(text)?.index ?? text.length;
      if (end - start > LIMITS.itemText) return { reason: 'The row is far too long.' };
      cells.push(text.slice(at, end));
      at = end;
    }
    if (text[at] !== delimiter) return { cells, end: at };
    at += 1;
  }
}

/** The quote that ends the cell whose first quote is at `from`; -1 without one before `limit`. */
function closingQuote(text: string, from: number, limit: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1 && at < limit; at = text.indexOf('"', at + 2)) {
    if (text[at + 1] !== '"') return at;
  }
  return -1;
}
