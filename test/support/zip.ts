import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A zip in memory. */
export async function zipOf(
  files: Readonly<Record<string, string | Buffer>>,
  { mode }: { mode?: number } = {},
): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), path, { mode });
  zip.end();
  return buffer(zip.outputStream as NodeJS.ReadableStream);
}

/** A content package of these documents; what does not end in `.xml` is a file they show. */
export async function packageOf(
  files: Readonly<Record<string, string | Buffer>>,
  types: Readonly<Record<string, string>> = {},
): Promise<Buffer> {
  const resources = Object.keys(files).map((path, at) => {
    const type = types[path] ?? (path.endsWith('.xml') ? 'imsqti_item_xmlv3p0' : 'webcontent');
    return `<resource identifier="R${at}" type="${type}" href="${path}"><file href="${path}"/></resource>`;
  });
  const manifest = `<?xml version="1.0"?><manifest xmlns="http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1" identifier="M"><resources>${resources.join('')}</resources></manifest>`;
  return zipOf({ ...files, 'imsmanifest.xml': manifest });
}
