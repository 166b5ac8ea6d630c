import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import type { AssayServer, TestPerson } from './assay-server';
import { zipOf } from './zip';

/** A PDF in memory, one page a text. */
export async function aPdf(pages: readonly string[], options: PDFKit.PDFDocumentOptions = {}): Promise<Buffer> {
  const document = new PDFDocument({ autoFirstPage: false, ...options });
  const whole = buffer(document);
  for (const text of pages) document.addPage().text(text);
  document.end();
  return whole;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A DOCX in memory, one paragraph a text; `extra` files lie beside. */
export async function aDocx(
  paragraphs: readonly string[],
  extra: Readonly<Record<string, string | Buffer>> = {},
): Promise<Buffer> {
  const types =
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
  const relations =
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>';
  const body = paragraphs.map((text) => `<w:p><w:r><w:t>${escaped(text)}</w:t></w:r></w:p>`).join('');
  const document = `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
  return zipOf({ '[Content_Types].xml': types, '_rels/.rels': relations, 'word/document.xml': document, ...extra });
}

export type UploadReply = {
  status: number;
  body: { documentId: string; isNew: boolean; domainCode?: string; message?: string };
};

export async function uploadDocument(
  assay: AssayServer,
  person: TestPerson | null,
  collectionId: string,
  name: string,
  bytes: Uint8Array | string,
  type = 'application/octet-stream',
): Promise<UploadReply> {
  const address = `${assay.origin}/api/collections/${collectionId}/documents?name=${encodeURIComponent(name)}`;
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': type, ...(person && { cookie: person.cookie }) },
    body: bytes as BodyInit,
  });
  return { status: response.status, body: (await response.json()) as UploadReply['body'] };
}
