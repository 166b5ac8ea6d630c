import { inflateSync } from 'node:zlib';
import { getDocumentProxy } from 'unpdf';
import { type ExtractedText, tooLong, unreadable } from './extract-text';

const MAX_PAGES = 2_000;
/** What one compressed stream may unpack to, bytes. Page descriptions of a book are a hundredth of it. */
const MAX_STREAM = 64 * 1024 * 1024;
/** A stream packed in a stream is looked at this deep. */
const MAX_DEPTH = 3;

/** The text of a PDF page by page, pages parted by an empty line. @throws DomainError `document_unreadable`. */
export async function pdfText(bytes: Uint8Array, maxCharacters: number): Promise<ExtractedText> {
  assertNoBomb(bytes);
  const pdf = await open(bytes);
  try {
    if (pdf.numPages > MAX_PAGES) {
      throw unreadable(
        `It has ${pdf.numPages.toLocaleString('en')} pages; at most ${MAX_PAGES.toLocaleString('en')} are read. Split it.`,
      );
    }
    const pages: string[] = [];
    let length = 0;
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
      page.cleanup();
      pages.push(text.trim());
      length += text.length;
      if (length > maxCharacters) throw tooLong();
    }
    return { text: pages.filter((text) => text !== '').join('\n\n'), pages: pdf.numPages };
  } finally {
    await pdf.loadingTask.destroy();
  }
}

async function open(bytes: Uint8Array) {
  try {
    return await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, stopAtErrors: false });
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    throw unreadable(
      isLocked ? 'The PDF is encrypted. Save it without a password.' : 'The PDF is broken: it could not be opened.',
    );
  }
}

/** Tries every stream that looks packed, in bounded memory: the reader of PDF unpacks without a limit. */
function assertNoBomb(bytes: Uint8Array): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = buffer.indexOf('stream'); at !== -1; at = buffer.indexOf('stream', at + 6)) {
    let from = at + 6;
    while (buffer[from] === 0x0d || buffer[from] === 0x0a) from += 1;
    if (isPacked(buffer, from)) assertBounded(buffer.subarray(from), MAX_DEPTH);
  }
}

/** The two bytes that begin a zlib stream. */
const isPacked = (buffer: Buffer, at: number): boolean =>
  (buffer[at]! & 0x0f) === 8 && (buffer[at]! * 256 + (buffer[at + 1] ?? 0)) % 31 === 0;

function assertBounded(packed: Buffer, depth: number): void {
  try {
    const unpacked = inflateSync(packed, { maxOutputLength: MAX_STREAM });
    if (isPacked(unpacked, 0) && depth > 1) assertBounded(unpacked, depth - 1);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') {
      throw unreadable('A part of the PDF unpacks to more than 64 MB. It was not opened.');
    }
    if (!(error as NodeJS.ErrnoException).code?.startsWith('Z_')) throw error;
  }
}
