import type { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import type { MediaRef } from '@/core/items/item';
import { type ItemRecord, mediaOf } from '../item-record';
import type { Pace } from '../pace';
import type { XmlElement } from '../xml/element';
import { tag, writeDocument } from '../xml/write-xml';
import { MANIFEST_NAMESPACE, QTI_NAMESPACE, RESOURCE } from './names';
import { writeUsageData } from './usage-data';
import { writeItem } from './write-item';

/** A file behind a reference; null when it is kept elsewhere and the package only names it. */
export type MediaFile = { readonly bytes: Uint8Array; readonly extension: string };
export type LoadMedia = (mediaId: string) => Promise<MediaFile | null>;

/** Fixed, so that the same items give the same package. */
const MTIME = new Date(Date.UTC(2000, 0, 1));
const ITEMS_PER_USAGE_FILE = 250;

const itemPath = (place: number) => `items/item-${String(place + 1).padStart(5, '0')}.xml`;

/**
 * A QTI 3 content package: a manifest, one document an item, a test with a section for each skill, usage data with the parameters,
 * and the files the items show. Written item by item as the stream is read.
 */
export async function writePackage(
  records: readonly ItemRecord[],
  loadMedia: LoadMedia,
  pace: Pace,
): Promise<Readable> {
  const zip = new ZipFile();
  const add = (path: string, root: XmlElement) =>
    zip.addBuffer(Buffer.from(writeDocument(root), 'utf8'), path, { mtime: MTIME });
  const resources: XmlElement[] = [];
  const addresses = new Map<string, string>();
  for (const [place, record] of records.entries()) {
    await pace();
    const refs = mediaOf(record.content);
    for (const ref of refs) {
      if (addresses.has(ref.mediaId)) continue;
      const file = await loadMedia(ref.mediaId);
      const path = `media/${ref.mediaId}.${file?.extension ?? ''}`;
      addresses.set(ref.mediaId, file ? path : `urn:assay:media:${encodeURIComponent(ref.mediaId)}`);
      if (file) {
        zip.addBuffer(Buffer.from(file.bytes), path, { mtime: MTIME, compress: false });
        resources.push(resource(`MEDIA-${addresses.size}`, RESOURCE.file, path));
      }
    }
    const addressOf = ({ mediaId }: MediaRef) => {
      const address = addresses.get(mediaId)!;
      return address.startsWith('media/') ? `../${address}` : address;
    };
    add(itemPath(place), writeItem(record, addressOf));
    resources.push(resource(`ITEM-${place + 1}`, RESOURCE.item, itemPath(place)));
  }
  const measured = records.flatMap(({ id, parameters }) => (parameters ? [{ id, parameters }] : []));
  for (let at = 0; at < measured.length; at += ITEMS_PER_USAGE_FILE) {
    await pace();
    const path = `usage/usage-${String(at / ITEMS_PER_USAGE_FILE + 1).padStart(4, '0')}.xml`;
    add(path, writeUsageData(measured.slice(at, at + ITEMS_PER_USAGE_FILE)));
    resources.push(resource(`USAGE-${at / ITEMS_PER_USAGE_FILE + 1}`, RESOURCE.usage, path));
  }
  add('test.xml', writeTest(records));
  resources.push(resource('TEST-1', RESOURCE.test, 'test.xml'));
  add('imsmanifest.xml', manifest(resources));
  zip.end();
  return zip.outputStream as Readable;
}

function resource(identifier: string, type: string, path: string): XmlElement {
  return tag('resource', { identifier, type, href: path }, [tag('file', { href: path })]);
}

function manifest(resources: readonly XmlElement[]): XmlElement {
  return tag('manifest', { xmlns: MANIFEST_NAMESPACE, identifier: 'assay-items' }, [
    tag('metadata', {}, [tag('schema', {}, ['QTI Package']), tag('schemaversion', {}, ['3.0.0'])]),
    tag('organizations'),
    tag('resources', {}, resources),
  ]);
}

/** One section for each skill, in the order skills appear. */
function writeTest(records: readonly ItemRecord[]): XmlElement {
  const sections = new Map<string, XmlElement[]>();
  for (const [place, { id, skillId }] of records.entries()) {
    const skill = skillId ?? 'other';
    const reference = tag('qti-assessment-item-ref', { identifier: id, href: itemPath(place) });
    const section = sections.get(skill);
    if (section) section.push(reference);
    else sections.set(skill, [reference]);
  }
  const written = [...sections].map(([skill, references]) =>
    tag('qti-assessment-section', { identifier: `skill-${skill}`, title: skill, visible: true }, references),
  );
  return tag('qti-assessment-test', { xmlns: QTI_NAMESPACE, identifier: 'assay-items', title: 'Items' }, [
    tag(
      'qti-test-part',
      { identifier: 'part-1', 'navigation-mode': 'linear', 'submission-mode': 'individual' },
      written,
    ),
  ]);
}
