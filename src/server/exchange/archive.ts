import type { Readable } from 'node:stream';
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { LIMITS } from './limits';
import { createPace } from './pace';
import { ExchangeRefusal } from './problem';

/**
 * Unpacks a zip into memory, distrusting all it says: sizes are counted while inflating, names must stay inside, links,
 * devices, passwords and repeated names refuse the whole archive. Archives inside the archive stay packed.
 * @throws ExchangeRefusal one of the `archive_...` codes
 */
export async function unpack(bytes: Buffer, signal?: AbortSignal): Promise<Map<string, Buffer>> {
  const zip = await open(bytes);
  if (zip.entryCount > LIMITS.archiveEntries) {
    throw new ExchangeRefusal(
      'archive_too_many_entries',
      `It has ${zip.entryCount}, the limit is ${LIMITS.archiveEntries}.`,
    );
  }
  const files = new Map<string, Buffer>();
  const folded = new Set<string>();
  const pace = createPace(signal);
  let total = 0;
  for await (const entry of entriesOf(zip)) {
    await pace();
    assertHarmless(entry);
    const path = entry.fileName;
    if (path.endsWith('/')) continue;
    const name = path.normalize('NFC').toLowerCase();
    if (folded.has(name)) throw new ExchangeRefusal('archive_duplicate', `"${path}" stands there twice.`, { path });
    folded.add(name);
    const content = await inflate(zip, entry, LIMITS.unpackedBytes - total);
    total += content.length;
    files.set(path, content);
  }
  return files;
}

function open(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, decodeStrings: true, strictFileNames: true }, (error, zip) =>
      error ? reject(new ExchangeRefusal('archive_broken', `${error.message}.`)) : resolve(zip),
    );
  });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<Entry> {
  while (true) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      zip.removeAllListeners();
      zip.once('entry', resolve);
      zip.once('end', () => resolve(null));
      zip.once('error', (error: Error) => reject(refusalOf(error)));
      zip.readEntry();
    });
    if (entry === null) return;
    yield entry;
  }
}

/** yauzl checks names itself and says so in its message; everything else it refuses is damage. */
function refusalOf(error: Error): ExchangeRefusal {
  return /absolute path|relative path|invalid characters in fileName/i.test(error.message)
    ? new ExchangeRefusal('archive_unsafe_name', `${error.message}.`)
    : new ExchangeRefusal('archive_broken', `${error.message}.`);
}

const FILE_TYPE = 0o170000;
const REGULAR = 0o100000;
const FOLDER = 0o040000;
const UNIX = 3;

function assertHarmless(entry: Entry): void {
  const path = entry.fileName;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  if (/(^|[\\/])\.\.([\\/]|$)|^[\\/]|^[a-z]:|\\|[\u0000-\u001f]/i.test(path) || path === '') {
    throw new ExchangeRefusal('archive_unsafe_name', `The name is "${path}".`, { path });
  }
  if (entry.isEncrypted()) throw new ExchangeRefusal('archive_encrypted', `"${path}" is encrypted.`, { path });
  const type = (entry.externalFileAttributes >>> 16) & FILE_TYPE;
  if (entry.versionMadeBy >> 8 === UNIX && type !== 0 && type !== REGULAR && type !== FOLDER) {
    throw new ExchangeRefusal('archive_link', `"${path}" is not a plain file.`, { path });
  }
}

async function inflate(zip: ZipFile, entry: Entry, room: number): Promise<Buffer> {
  const path = entry.fileName;
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) =>
      error ? reject(new ExchangeRefusal('archive_broken', `${error.message}.`, { path })) : resolve(opened),
    );
  });
  const most = Math.max(LIMITS.ratioFreeBytes, entry.compressedSize * LIMITS.ratio);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > Math.min(most, LIMITS.entryBytes, room)) {
        throw new ExchangeRefusal(
          'archive_bomb',
          `"${path}" passes ${Math.min(most, LIMITS.entryBytes, room)} bytes.`,
          {
            path,
          },
        );
      }
      chunks.push(chunk);
    }
  } catch (error) {
    stream.destroy();
    if (error instanceof ExchangeRefusal) throw error;
    throw new ExchangeRefusal('archive_broken', `"${path}": ${(error as Error).message}.`, { path });
  }
  return Buffer.concat(chunks, size);
}
