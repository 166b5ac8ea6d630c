import { stringify } from 'csv-stringify/sync';
import { decodeLongText } from '../decode-text';
import type { ItemRecord, Reading } from '../item-record';
import { LIMITS } from '../limits';
import { createPace } from '../pace';
import { ExchangeRefusal, NOWHERE, problem, problemOf } from '../problem';
import { ReadingBuilder } from '../reading';
import { bareCell } from './cells';
import { COLUMNS, REQUIRED_COLUMNS, type Row } from './columns';
import { readRow } from './read-row';
import { csvRecords } from './records';
import { writeRow } from './write-row';

/**
 * Items of an RFC 4180 file with a header row, separated by commas, semicolons or tabs. A bad row is refused alone, with its
 * line; a column that is not ours is named once and left out.
 * @throws ExchangeRefusal `header_invalid`, `too_many_items` and what `decodeText` refuses
 */
export async function readCsv(bytes: Uint8Array, signal?: AbortSignal): Promise<Reading> {
  const pace = createPace(signal);
  const text = await decodeLongText(bytes, pace);
  const reading = new ReadingBuilder();
  let header: readonly string[] | null = null;
  for await (const { line, ...row } of csvRecords(text, delimiterOf(text), pace)) {
    const at = { ...NOWHERE, line };
    if (row.cells === null) reading.refuse(problem('row_malformed', row.reason, at));
    else if (header === null) header = readHeader(row.cells, reading);
    else {
      try {
        if (row.cells.slice(header.length).some((cell) => cell !== '')) {
          throw new ExchangeRefusal('row_malformed', `It has ${row.cells.length} cells, the header ${header.length}.`);
        }
        reading.add(readRow(rowOf(header, row.cells)), at);
      } catch (error) {
        reading.refuse(problemOf(error, at));
      }
    }
  }
  if (header === null) throw new ExchangeRefusal('header_invalid', 'The file has no row.');
  return reading.done();
}

/** What separates the names of the first row. */
function delimiterOf(text: string): string {
  const header =
    text
      .slice(0, 8192)
      .split(/\r?\n/)
      .find((line) => line.trim() !== '') ?? '';
  const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).delimiter;
}

function readHeader(record: readonly string[], reading: ReadingBuilder): string[] {
  const names = record.map((cell) => cell.trim().toLowerCase().replaceAll(' ', '_'));
  if (names.length > LIMITS.columns)
    throw new ExchangeRefusal('header_invalid', `It has ${names.length} columns.`, { line: 1 });
  const missing = REQUIRED_COLUMNS.filter((column) => !names.includes(column));
  if (missing.length > 0) {
    throw new ExchangeRefusal('header_invalid', `Missing: ${missing.join(', ')}.`, { line: 1 });
  }
  const twice = names.find((name, place) => name !== '' && names.indexOf(name) !== place);
  if (twice !== undefined) throw new ExchangeRefusal('header_invalid', `"${twice}" stands twice.`, { line: 1 });
  const unknown = names.filter((name) => name !== '' && !COLUMNS.includes(name));
  if (unknown.length > 0) {
    reading.note(`Columns that are not read: ${unknown.join(', ').slice(0, 200)}.`, { ...NOWHERE, line: 1 });
  }
  return names;
}

function rowOf(header: readonly string[], record: readonly string[]): Row {
  return Object.fromEntries(
    header.flatMap((name, place) => (record[place] ? [[name, bareCell(record[place])] as const] : [])),
  );
}

const write = (row: readonly string[]) =>
  stringify([[...row]], { record_delimiter: '\r\n', quoted_match: /^\s|\s$|[;\t\r\n]/ });

/** With a byte order mark, so that spreadsheets read the letters right. */
export function* writeCsv(records: Iterable<ItemRecord>): Generator<string> {
  yield `\ufeff${write(COLUMNS)}`;
  for (const record of records) yield write(writeRow(record));
}
