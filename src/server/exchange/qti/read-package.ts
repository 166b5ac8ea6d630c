import { unpack } from '../archive';
import { decodeText } from '../decode-text';
import type { Reading } from '../item-record';
import { LIMITS } from '../limits';
import { createPace, type Pace } from '../pace';
import { ExchangeRefusal, NOWHERE, problem, problemOf } from '../problem';
import { ReadingBuilder } from '../reading';
import { childOf, childrenOf, type XmlElement } from '../xml/element';
import { parseXml } from '../xml/parse-xml';
import { resolveAddress } from './address';
import { readItem } from './read-item';
import { createTestReader, type TestSurroundings } from './read-test';
import { parametersOf, readUsageData } from './usage-data';

const MANIFEST = 'imsmanifest.xml';

/**
 * Every item of a content package. Each item the manifest names is either read or refused by its own problem, and so is each test;
 * resources of other kinds are listed as left out.
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
  const items = new Map<string, string | null>();
  for (const resource of resources) {
    await pace();
    if (/item_xml/.test(resource.type)) await takeItem(resource, files, parameters, { reading, items }, pace);
    else if (
      !/test_xml|section_xml|usagedata|webcontent|associatedcontent|resourcemetadata|controlfile|css|^file$/.test(
        resource.type,
      )
    ) {
      reading.note(`Resources of type "${resource.type.slice(0, 80)}" are not read.`, {
        ...NOWHERE,
        path: resource.address,
      });
    }
  }
  await takeTests(resources, { files, items, pace }, reading);
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
      const file = files.get(resolveAddress(address, MANIFEST) ?? '');
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
  { reading, items }: { reading: ReadingBuilder; items: Map<string, string | null> },
  pace: Pace,
): Promise<void> {
  const where = resolveAddress(address, MANIFEST);
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
    items.set(where, items.get(where) ?? null);
    return;
  }
  const id = addItem(root, where, files, parameters, reading);
  items.set(where, id ?? items.get(where) ?? null);
}

/** Adds the item or its refusal; gives the id of an item that was added. */
function addItem(
  root: XmlElement,
  where: string | null,
  files: Files,
  parameters: Statistics,
  reading: ReadingBuilder,
): string | null {
  const identifier = root.attributes.identifier ?? null;
  const at = { line: null, path: where, itemId: identifier };
  const found = new Map<string, Buffer>();
  const mediaIdOf = (element: XmlElement, address: string): string => {
    const own = root.attributes['tool-name'] === 'Assay' ? element.attributes['data-assay-media'] : undefined;
    const file = where === null ? null : resolveAddress(address, where);
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
    const isAdded = reading.add({ ...value, parameters: parametersOf(parameters.get(identifier ?? '')) }, at, notes);
    for (const [mediaId, bytes] of found) reading.media.set(mediaId, bytes);
    return isAdded ? identifier : null;
  } catch (error) {
    reading.refuse(problemOf(error, at));
    return null;
  }
}

/** Comes after the items, so that what a test names can be told from what leads nowhere. */
async function takeTests(
  resources: readonly Resource[],
  surroundings: TestSurroundings,
  reading: ReadingBuilder,
): Promise<void> {
  const reader = createTestReader(surroundings);
  const tests = resources.filter(({ type }) => /test_xml/.test(type));
  for (const { address, line } of tests.slice(0, LIMITS.tests)) {
    const where = resolveAddress(address, MANIFEST);
    if (where !== null && surroundings.files.has(where)) reading.tests.push(await reader.read(where));
    else {
      const detail = `"${address.slice(0, 200)}" is not in the package.`;
      reading.tests.push({
        outcome: 'refused',
        problem: problem('resource_missing', detail, { path: MANIFEST, line }),
      });
    }
  }
  if (tests.length > LIMITS.tests) {
    reading.note(`The first ${LIMITS.tests} of ${tests.length} tests were read.`, { ...NOWHERE, path: MANIFEST });
  }
  for (const { type, address } of resources) {
    if (!/section_xml/.test(type) || reader.sections.has(resolveAddress(address, MANIFEST) ?? '')) continue;
    reading.note('The section was not read: no test names it.', { ...NOWHERE, path: address });
  }
}
