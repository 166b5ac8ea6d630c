import path from 'node:path';
import { unpack } from '../archive';
import { decodeText } from '../decode-text';
import type { Reading } from '../item-record';
import { LIMITS } from '../limits';
import { createPace, type Pace } from '../pace';
import { ExchangeRefusal, NOWHERE, problem, problemOf } from '../problem';
import { ReadingBuilder } from '../reading';
import { childOf, childrenOf, descendantsOf, type XmlElement } from '../xml/element';
import { parseXml } from '../xml/parse-xml';
import { modernNames } from './legacy-names';
import { readItem } from './read-item';
import { parametersOf, readUsageData } from './usage-data';

const MANIFEST = 'imsmanifest.xml';

/**
 * Every item of a content package. Each item the manifest names is either read or refused by its own problem; what tests and other
 * resources hold beyond items is listed as left out.
 * @throws ExchangeRefusal the `archive_...` and `manifest_...` codes, and what the manifest itself breaks
 */
export async function readPackage(bytes: Buffer, signal?: AbortSignal): Promise<Reading> {
  const files = await unpack(bytes, signal);
  const pace = createPace(signal);
  const manifest = files.get(MANIFEST);
  if (!manifest)
    throw new ExchangeRefusal('manifest_missing', 'Pack the files themselves, not the folder around them.');
  const root = await parseXml(decodeText(manifest, MANIFEST), { pace, path: MANIFEST, limit: LIMITS.manifestDocument });
  if (root.name !== 'manifest') {
    throw new ExchangeRefusal('manifest_invalid', `Its document element is "${root.name}".`, { path: MANIFEST });
  }
  const base = root.attributes['xml:base'] ?? '';
  const resources = childrenOf(childOf(root, 'resources') ?? root, 'resource').map((resource) => ({
    type: resource.attributes.type ?? '',
    address: `${base}${resource.attributes['xml:base'] ?? ''}${resource.attributes.href ?? ''}`,
    line: resource.line,
  }));
  const reading = new ReadingBuilder();
  const parameters = await readAllUsage(resources, files, reading, pace);
  for (const resource of resources) {
    await pace();
    if (/item_xml/.test(resource.type)) await takeItem(resource, files, parameters, reading, pace);
    else if (/test_xml/.test(resource.type)) await describeTest(resource, files, reading, pace);
    else if (!/usagedata|webcontent|associatedcontent|resourcemetadata|controlfile|css|^file$/.test(resource.type)) {
      reading.note(`Resources of type "${resource.type.slice(0, 80)}" are not read.`, {
        ...NOWHERE,
        path: resource.address,
      });
    }
  }
  return reading.done();
}

/** One item document by itself, outside of a package. */
export async function readSingleItem(bytes: Buffer, signal?: AbortSignal): Promise<Reading> {
  const pace = createPace(signal);
  const reading = new ReadingBuilder();
  const root = await parseXml(decodeText(bytes), { pace, path: 'item' });
  addItem(root, null, new Map(), new Map(), reading);
  return reading.done();
}

type Resource = { readonly type: string; readonly address: string; readonly line: number };
type Files = ReadonlyMap<string, Buffer>;
type Statistics = Map<string, Map<string, number>>;

/** The path of an address inside the package; null for what leads out of it. */
function resolve(address: string, from: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(address.split(/[?#]/)[0]!);
  } catch {
    return null;
  }
  if (/^[a-z][a-z0-9+.-]*:|^[\\/]|\\/i.test(decoded)) return null;
  const joined = path.posix.normalize(path.posix.join(path.posix.dirname(from), decoded));
  return joined.startsWith('..') ? null : joined;
}

async function readAllUsage(
  resources: readonly Resource[],
  files: Files,
  reading: ReadingBuilder,
  pace: Pace,
): Promise<Statistics> {
  const statistics: Statistics = new Map();
  for (const { type, address } of resources) {
    if (!/usagedata/i.test(type)) continue;
    const at = { ...NOWHERE, path: address };
    try {
      const file = files.get(resolve(address, MANIFEST) ?? '');
      if (!file) throw new ExchangeRefusal('resource_missing', 'The usage data is not there.', at);
      readUsageData(await parseXml(decodeText(file, address), { pace, path: address }), statistics);
    } catch (error) {
      reading.note(`Usage data was not read: ${problemOf(error, at).detail}`, at);
    }
  }
  return statistics;
}

async function takeItem(
  { address, line }: Resource,
  files: Files,
  parameters: Statistics,
  reading: ReadingBuilder,
  pace: Pace,
): Promise<void> {
  const where = resolve(address, MANIFEST);
  const file = where === null ? undefined : files.get(where);
  if (where === null || !file) {
    reading.refuse(
      problem('resource_missing', `"${address.slice(0, 200)}" is not in the package.`, { path: MANIFEST, line }),
    );
    return;
  }
  let root: XmlElement;
  try {
    root = await parseXml(decodeText(file, where), { pace, path: where });
  } catch (error) {
    reading.refuse(problemOf(error, { path: where }));
    return;
  }
  addItem(root, where, files, parameters, reading);
}

function addItem(
  root: XmlElement,
  where: string | null,
  files: Files,
  parameters: Statistics,
  reading: ReadingBuilder,
): void {
  const identifier = root.attributes.identifier ?? null;
  const at = { line: null, path: where, itemId: identifier };
  const found = new Map<string, Buffer>();
  const mediaIdOf = (element: XmlElement, address: string): string => {
    const own = root.attributes['tool-name'] === 'Assay' ? element.attributes['data-assay-media'] : undefined;
    const file = where === null ? null : resolve(address, where);
    const bytes = file === null ? undefined : files.get(file);
    if (bytes) found.set(own ?? file!, bytes);
    if (own !== undefined) return own;
    if (!bytes) {
      throw new ExchangeRefusal('resource_missing', `"${address.slice(0, 200)}" is not in the package.`, {
        line: element.line,
      });
    }
    return file!;
  };
  try {
    const { value, notes } = readItem(root, { mediaIdOf });
    reading.add({ ...value, parameters: parametersOf(parameters.get(identifier ?? '')) }, at, notes);
    for (const [mediaId, bytes] of found) reading.media.set(mediaId, bytes);
  } catch (error) {
    reading.refuse(problemOf(error, at));
  }
}

const NOT_KEPT = new Set(
  (
    'time-limits pre-condition branch-rule selection ordering item-session-control outcome-processing test-feedback ' +
    'assessment-section-ref weight variable-mapping template-default adaptive-selection'
  )
    .split(' ')
    .map((name) => `qti-${name}`),
);

/** A test is no assessment here: its items are imported, its sections are named, and what it rules is listed as left out. */
async function describeTest({ address }: Resource, files: Files, reading: ReadingBuilder, pace: Pace): Promise<void> {
  const where = resolve(address, MANIFEST);
  const file = where === null ? undefined : files.get(where);
  const at = { ...NOWHERE, path: address };
  if (!file || where === null) {
    reading.note('A test that the manifest names is not in the package.', at);
    return;
  }
  try {
    const parsed = await parseXml(decodeText(file, where), { pace, path: where, limit: LIMITS.manifestDocument });
    const test = parsed.name === 'assessmentTest' ? modernNames(parsed) : parsed;
    const isOwn = test.attributes.identifier === 'assay-items';
    const sections = [...descendantsOf(test)].filter(({ name }) => name === 'qti-assessment-section');
    const names = sections
      .map(({ attributes }) => attributes.title || attributes.identifier)
      .slice(0, 12)
      .join(', ');
    if (!isOwn)
      reading.note(
        `The test "${test.attributes.title ?? ''}" is not kept as an assessment; its sections were: ${names}.`,
        at,
      );
    const ruled = new Set([...descendantsOf(test)].flatMap(({ name }) => (NOT_KEPT.has(name) ? [name] : [])));
    for (const name of ruled) reading.note(`What "${name}" rules in the test is not kept.`, at);
  } catch (error) {
    reading.note(`The test was not read: ${problemOf(error, at).detail}`, at);
  }
}
