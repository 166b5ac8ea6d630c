import { Readable } from 'node:stream';
import { readCsv, writeCsv } from './csv/csv-format';
import type { ItemRecord, Reading } from './item-record';
import { readJson, writeJson } from './json/json-format';
import { LIMITS } from './limits';
import { readMarkdown, writeMarkdown } from './markdown/markdown-format';
import type { Pace } from './pace';
import { ExchangeRefusal, type Problem, problemOf } from './problem';
import { readPackage, readSingleItem } from './qti/read-package';
import { writeItem } from './qti/write-item';
import { type LoadMedia, writePackage } from './qti/write-package';
import { writeDocument } from './xml/write-xml';

export const FORMAT_IDS = ['qti', 'json', 'csv', 'markdown'] as const;
export type FormatId = (typeof FORMAT_IDS)[number];

/** What a file is, found in its content; its name and the type it was sent with are not looked at. */
export type FileKind = FormatId | 'qtiItem';

const READERS = {
  qti: readPackage,
  qtiItem: readSingleItem,
  json: readJson,
  csv: readCsv,
  markdown: readMarkdown,
} satisfies Record<FileKind, (bytes: Buffer, signal?: AbortSignal) => Promise<Reading>>;

export const FILES = {
  qti: { mediaType: 'application/zip', extension: 'zip' },
  json: { mediaType: 'application/json; charset=utf-8', extension: 'json' },
  csv: { mediaType: 'text/csv; charset=utf-8', extension: 'csv' },
  markdown: { mediaType: 'text/markdown; charset=utf-8', extension: 'md' },
} as const satisfies Record<FormatId, { mediaType: string; extension: string }>;

/**
 * The first bytes decide: a zip is a package, "<" an item document, "{" JSON, a first line that begins with "# " or "- " Markdown,
 * a first line with a separator CSV.
 * @throws ExchangeRefusal `file_empty`, `not_text`, `wrong_encoding`, `format_unknown`
 */
export function detectFormat(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) throw new ExchangeRefusal('file_empty', 'It has no bytes.');
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return 'qti';
  const head = bytes.subarray(0, 64 * 1024);
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    throw new ExchangeRefusal('wrong_encoding', 'It begins with the mark of UTF-16.');
  }
  if (head.includes(0)) throw new ExchangeRefusal('not_text', `Byte ${head.indexOf(0) + 1} is zero.`);
  const text = new TextDecoder('utf-8').decode(head).trimStart();
  if (text.startsWith('<')) return 'qtiItem';
  if (text.startsWith('{')) return 'json';
  const line = text.split(/\r?\n/, 1)[0]!;
  if (/^"?[\w ]+"?\s*[,;\t]/.test(line)) return 'csv';
  if (/^# /m.test(text)) return 'markdown';
  throw new ExchangeRefusal('format_unknown', 'Neither its beginning nor its first line is known.');
}

/** @throws ExchangeRefusal for what refuses the whole file */
export async function readFile(bytes: Buffer, signal?: AbortSignal): Promise<{ kind: FileKind; reading: Reading }> {
  if (bytes.length > LIMITS.uploadBytes) {
    throw new ExchangeRefusal('file_too_large', `It has ${bytes.length} bytes, the limit is ${LIMITS.uploadBytes}.`);
  }
  const kind = detectFormat(bytes);
  return { kind, reading: await READERS[kind](bytes, signal) };
}

const TEXT_WRITERS = { json: writeJson, csv: writeCsv, markdown: writeMarkdown };

/** The records a format can hold, and why it cannot hold the others. */
export async function partition(
  format: FormatId,
  records: readonly ItemRecord[],
  pace: Pace,
): Promise<{ held: ItemRecord[]; refused: Problem[] }> {
  const held: ItemRecord[] = [];
  const refused: Problem[] = [];
  for (const record of records) {
    await pace();
    try {
      if (format === 'qti') writeDocument(writeItem(record, ({ mediaId }) => mediaId));
      else for (const _ of TEXT_WRITERS[format]([record]));
      held.push(record);
    } catch (error) {
      refused.push(problemOf(error, { itemId: record.id }));
    }
  }
  return { held, refused };
}

/** A file of these records, which `partition` has let through; it is made as it is read. */
export function writeFile(
  format: FormatId,
  records: readonly ItemRecord[],
  loadMedia: LoadMedia,
  pace: Pace,
): Readable {
  if (format === 'qti') return writePackage(records, loadMedia, pace);
  return Readable.from(paced(TEXT_WRITERS[format](records), pace), { objectMode: false });
}

async function* paced(pieces: Iterable<string>, pace: Pace): AsyncGenerator<Buffer> {
  for (const piece of pieces) {
    await pace();
    yield Buffer.from(piece, 'utf8');
  }
}
