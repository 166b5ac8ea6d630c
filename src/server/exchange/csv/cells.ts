import { ExchangeRefusal } from '../problem';

/**
 * What a spreadsheet would run as a formula gets an apostrophe in front, and so does a text that begins with one: taking one
 * away gives the text back. Numbers stay numbers. The list is OWASP's, full-width forms included.
 */
const ACTIVE = /^['=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i;

export function protectCell(value: string): string {
  return ACTIVE.test(value) && !NUMBER.test(value) ? `'${value}` : value;
}

export function bareCell(cell: string): string {
  return cell.startsWith("'") && ACTIVE.test(cell.slice(1)) ? cell.slice(1) : cell;
}

/** Separator of short lists inside one cell. */
export const LIST = ';';

export function writeList(values: readonly (string | number)[], what: string): string {
  const texts = values.map(String);
  if (texts.some((text) => text === '' || text !== text.trim() || /[;=\n\r]/.test(text))) {
    throw new ExchangeRefusal('cannot_hold', `A cell cannot list ${what} that has ";", "=" or a line break in it.`);
  }
  return texts.join(LIST);
}

export function readList(cell: string): string[] {
  return cell.split(LIST).flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
}

export function writePairs(pairs: readonly (readonly [string, string | number])[], what: string): string {
  return pairs.map((pair) => writeList(pair, what).replace(LIST, '=')).join(LIST);
}

/** @throws ExchangeRefusal `row_malformed` for a part without "=" */
export function readPairs(cell: string, path: string): [string, string][] {
  return readList(cell).map((part) => {
    const at = part.indexOf('=');
    if (at < 1)
      throw new ExchangeRefusal('row_malformed', `"${part.slice(0, 40)}" is not a pair "left=right".`, { path });
    return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
  });
}

/** @throws ExchangeRefusal `row_malformed` for what is no plain decimal number */
export function readNumber(cell: string, path: string): number {
  const value = Number(cell.trim());
  if (!/^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(cell.trim()) || !Number.isFinite(value)) {
    throw new ExchangeRefusal('row_malformed', `"${cell.slice(0, 40)}" is not a number with a decimal point.`, {
      path,
    });
  }
  return value;
}

export function readFlag(cell: string, path: string): boolean {
  if (/^(true|yes|1)$/i.test(cell.trim())) return true;
  if (/^(false|no|0)$/i.test(cell.trim())) return false;
  throw new ExchangeRefusal('row_malformed', `"${cell.slice(0, 40)}" is neither "true" nor "false".`, { path });
}
