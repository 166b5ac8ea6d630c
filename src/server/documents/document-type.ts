import { fileTypeFromBuffer } from 'file-type';
import { DomainError } from '@/core/errors';
import type { DocumentType } from '@/protocol/collection';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * What a document is, by its content. The name only tells Markdown from plain text, which no content can; HTML and XML are kept as
 * the text they are.
 * @throws DomainError `document_not_supported`.
 */
export async function documentTypeOf(bytes: Uint8Array, name: string): Promise<DocumentType> {
  if (bytes.byteLength === 0) throw new DomainError('document_not_supported', 'The file is empty.');
  const detected = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const mime: string = detected?.mime ?? '';
  if (mime === 'application/pdf') return 'pdf';
  if (mime === DOCX) return 'docx';
  if (mime !== '' && mime !== 'application/xml' && !mime.startsWith('text/')) {
    throw new DomainError('document_not_supported', `The file is ${mime}. Text, Markdown, PDF and DOCX are taken.`);
  }
  return /\.(md|markdown)$/iu.test(name) ? 'markdown' : 'text';
}
