import { ExchangeRefusal } from './problem';

/**
 * The text of a file: UTF-8, its byte order mark taken off.
 * @throws ExchangeRefusal `file_empty`, `wrong_encoding` (UTF-16 or broken UTF-8), `not_text` (control bytes)
 */
export function decodeText(bytes: Uint8Array, path: string | null = null): string {
  if (bytes.length === 0) throw new ExchangeRefusal('file_empty', 'It has no bytes.', { path });
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new ExchangeRefusal('wrong_encoding', 'It begins with the mark of UTF-16.', { path });
  }
  const zero = bytes.indexOf(0);
  if (zero !== -1) throw new ExchangeRefusal('not_text', `Byte ${zero + 1} is zero.`, { path });
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ExchangeRefusal('wrong_encoding', 'It holds a sequence that UTF-8 does not know.', { path });
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
  const control = /[\u0001-\u0008\u000b\u000c\u000e-\u001f]/.exec(text);
  if (control) {
    throw new ExchangeRefusal('not_text', `Character ${control.index + 1} is a control character.`, { path });
  }
  return text;
}
