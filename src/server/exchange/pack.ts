import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';

/** A file of an archive. What is compressed already (`isStored`) is put in as it is. */
export type PackedFile = { readonly path: string; readonly bytes: Uint8Array; readonly isStored?: boolean };

const deflate = promisify(deflateRaw);
const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
/** 1 January 1980, midnight, in the format's own way: the same files give the same archive. */
const [TIME, DATE] = [0, 0x0021];
const MOST_FILES = 0xfffe;

/**
 * A zip, file by file as it is read: nothing waits in memory but the file at hand and the directory. (yazl looks through all earlier
 * entries for each one, which takes seconds for ten thousand.) APPNOTE.TXT 4.3, without Zip64: up to 65,534 files and 4 GB.
 */
export async function* pack(files: AsyncIterable<PackedFile>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let offset = 0;
  for await (const { path, bytes, isStored = false } of files) {
    if (directory.length >= MOST_FILES) throw new RangeError(`An archive holds at most ${MOST_FILES} files.`);
    const name = Buffer.from(path, 'utf8');
    const content = isStored ? Buffer.from(bytes) : await deflate(bytes);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(VERSION, 0);
    common.writeUInt16LE(FLAGS, 2);
    common.writeUInt16LE(isStored ? 0 : 8, 4);
    common.writeUInt16LE(TIME, 6);
    common.writeUInt16LE(DATE, 8);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    yield Buffer.concat([signature('PK\x03\x04'), common, name]);
    yield content;

    const place = Buffer.alloc(14); // comment, disk and attributes are none
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([signature('PK\x01\x02'), uint16(VERSION), common, place, name]));
    offset += 4 + common.length + name.length + content.length;
  }
  const entries = Buffer.concat(directory);
  yield entries;
  const end = Buffer.alloc(18);
  end.writeUInt16LE(directory.length, 4);
  end.writeUInt16LE(directory.length, 6);
  end.writeUInt32LE(entries.length, 8);
  end.writeUInt32LE(offset, 12);
  yield Buffer.concat([signature('PK\x05\x06'), end]);
}

const signature = (letters: string) => Buffer.from(letters, 'latin1');

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
