import mammoth from 'mammoth';
import { DomainError, isDomainError } from '@/core/errors';
import type { DocumentType } from '@/protocol/collection';
import { unpack } from '@/server/exchange/archive';
import { ExchangeRefusal } from '@/server/exchange/problem';
import { pdfText } from './pdf-text';

export type ExtractedText = { text: string; pages: number | null };

/** UTF-16 units; about 800,000 words. */
export const MAX_CHARACTERS = 5_000_000;
/** How much text without a letter or digit in it is none. */
const HAS_WORDS = /[\p{L}\p{N}]/u;

/**
 * The text of a document. Runs in a thread that can be ended: a hostile file may take for ever.
 * @throws DomainError `document_unreadable` with a sentence for the person who uploaded it.
 */
export async function extractText(bytes: Uint8Array, type: DocumentType): Promise<ExtractedText> {
  const { text, pages } = await read(bytes, type);
  if (text.length > MAX_CHARACTERS) throw tooLong();
  if (!HAS_WORDS.test(text)) {
    throw unreadable(
      type === 'pdf'
        ? 'There is no text in it: is it a scan? Run text recognition over it first.'
        : 'There is no text in it.',
    );
  }
  return { text: text.toWellFormed().replaceAll('\0', ' '), pages };
}

async function read(bytes: Uint8Array, type: DocumentType): Promise<ExtractedText> {
  switch (type) {
    case 'text':
    case 'markdown':
      return { text: decoded(bytes), pages: null };
    case 'pdf':
      return pdfText(bytes, MAX_CHARACTERS);
    case 'docx':
      return { text: await docxText(bytes), pages: null };
  }
}

export const unreadable = (message: string): DomainError => new DomainError('document_unreadable', message);
export const tooLong = (): DomainError =>
  unreadable(`It has more than ${MAX_CHARACTERS.toLocaleString('en')} characters. Split it.`);

function decoded(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  if (encoding === 'utf-8' && bytes.includes(0)) {
    throw unreadable('It is neither UTF-8 nor marked UTF-16: it holds zero bytes. Save it as UTF-8 text.');
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw unreadable(`It is not valid ${encoding.toUpperCase()}. Save it as UTF-8 text.`);
  }
}

/** Unpacked once with all sizes counted before the reader of DOCX, which trusts what a file says of itself, sees it. */
async function docxText(bytes: Uint8Array): Promise<string> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    await unpack(buffer);
    return (await mammoth.extractRawText({ buffer })).value;
  } catch (error) {
    if (isDomainError(error)) throw error;
    if (error instanceof ExchangeRefusal) throw unreadable(`The DOCX was not opened. ${error.message}`);
    throw unreadable('The DOCX is broken: its document could not be read.');
  }
}
