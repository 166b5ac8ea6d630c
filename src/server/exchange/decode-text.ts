import type { Pace } from './pace';
import { ExchangeRefusal } from './problem';

/** Bytes decoded between two looks at the clock. */
const PIECE = 1024 * 1024;
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const CONTROL = /[\u0001-\u0008\u000b\u000c\u000e-\u001f]/;

/**
 * The text of a file: UTF-8, its byte order mark taken off.
 * @throws ExchangeRefusal `file_empty`, `wrong_encoding` (UTF-16 or broken UTF-8), `not_text` (control bytes)
 */
export function decodeText(bytes: Uint8Array, path: string | null = null): string {
  return [...piecesOf(bytes, path)].join('');
}

/** The same for files of any length: others have their turn in between. */
export async function decodeLongText(bytes: Uint8Array, pace: Pace): Promise<string> {
  const pieces: string[] = [];
  for (const piece of piecesOf(bytes, null)) {
    pieces.push(piece);
    await pace();
  }
  const text = pieces.join('');
  await pace();
  return text;
}

function* piecesOf(bytes: Uint8Array, path: string | null): Generator<string> {
  if (bytes.length === 0) throw new ExchangeRefusal('file_empty', 'It has no bytes.', { path });
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new ExchangeRefusal('wrong_encoding', 'It begins with the mark of UTF-16.', { path });
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let at = 0; at < bytes.length; at += PIECE) {
    const part = bytes.subarray(at, at + PIECE);
    const zero = part.indexOf(0);
    if (zero !== -1) throw new ExchangeRefusal('not_text', `Byte ${at + zero + 1} is zero.`, { path });
    let piece: string;
    try {
      piece = decoder.decode(part, { stream: at + PIECE < bytes.length });
    } catch {
      throw new ExchangeRefusal('wrong_encoding', 'It holds a sequence that UTF-8 does not know.', { path });
    }
    if (CONTROL.test(piece)) throw new ExchangeRefusal('not_text', 'It holds a control character.', { path });
    yield piece;
  }
}
