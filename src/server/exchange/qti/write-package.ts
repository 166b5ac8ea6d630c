import { Readable } from 'node:stream';
import type { MediaRef } from '@/core/items/item';
import { type ItemRecord, mediaOf } from '../item-record';
import type { Pace } from '../pace';
import { type PackedFile, pack } from '../pack';
import type { XmlElement } from '../xml/element';
import { tag, writeLongDocument } from '../xml/write-xml';
import { MANIFEST_NAMESPACE, OWN_TEST, QTI_NAMESPACE, RESOURCE } from './names';
import { writeUsageData } from './usage-data';
import { writeItem } from './write-item';

/** A file behind a reference; null when it is kept elsewhere and the package only names it. */
export type MediaFile = { readonly bytes: Uint8Array; readonly extension: string };
export type LoadMedia = (mediaId: string) => Promise<MediaFile | null>;

const ITEMS_PER_USAGE_FILE = 250;

const itemPath = (place: number) => `items/item-${String(place + 1).padStart(5, '0')}.xml`;

/**
 * A QTI 3 content package: a manifest, one document an item, a test with a section for each skill, usage data with the parameters,
 * and the files the items show. Made item by item as the stream is read.
 */
export function writePackage(records: readonly ItemRecord[], loadMedia: LoadMedia, pace: Pace): Readable {
  return Readable.from(pack(filesOf(records, loadMedia, pace)), { objectMode: false });
}

async function* filesOf(records: readonly ItemRecord[], loadMedia: LoadMedia, pace: Pace): AsyncGenerator<PackedFile> {
  const resources: XmlElement[] = [];
  const addresses = new Map<string, string>();
  const written = async (path: string, root: XmlElement): Promise<PackedFile> => ({
    path,
    bytes: Buffer.from(await writeLongDocument(root, pace), 'utf8'),
  });
  for (const [place, record] of records.entries()) {
    for (const { mediaId } of mediaOf(record.content)) {
      if (addresses.has(mediaId)) continue;
      const file = await loadMedia(mediaId);
      const path = `media/${mediaId}.${file?.extension ?? ''}`;
      addresses.set(mediaId, file ? path : `urn:assay:media:${encodeURIComponent(mediaId)}`);
      if (!file) continue;
      yield { path, bytes: file.bytes, isStored: true };
      resources.push(resource(`MEDIA-${addresses.size}`, RESOURCE.file, path));
    }
    const addressOf = ({ mediaId }: MediaRef) => {
      const address = addresses.get(mediaId)!;
      return address.startsWith('media/') ? `../${address}` : address;
    };
    yield await written(itemPath(place), writeItem(record, addressOf));
    resources.push(resource(`ITEM-${place + 1}`, RESOURCE.item, itemPath(place)));
  }
  const measured = records.flatMap(({ id, parameters }) => (parameters ? [{ id, parameters }] : []));
  for (let at = 0; at < measured.length; at += ITEMS_PER_USAGE_FILE) {
    const path = `usage/usage-${String(at / ITEMS_PER_USAGE_FILE + 1).padStart(4, '0')}.xml`;
    yield await written(path, writeUsageData(measured.slice(at, at + ITEMS_PER_USAGE_FILE)));
    resources.push(resource(`USAGE-${at / ITEMS_PER_USAGE_FILE + 1}`, RESOURCE.usage, path));
  }
  yield await written('test.xml', writeTest(records));
  resources.push(resource('TEST-1', RESOURCE.test, 'test.xml'));
  yield await written('imsmanifest.xml', manifest(resources));
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
  return tag('qti-assessment-test', { xmlns: QTI_NAMESPACE, identifier: OWN_TEST, title: 'Items' }, [
    tag(
      'qti-test-part',
      { identifier: 'part-1', 'navigation-mode': 'linear', 'submission-mode': 'individual' },
      written,
    ),
  ]);
}
