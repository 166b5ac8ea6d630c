import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCsv, writeCsv } from '@/server/exchange/csv/csv-format';
import { type ItemRecord, mediaOf, type Reading } from '@/server/exchange/item-record';
import { readJson, writeJson } from '@/server/exchange/json/json-format';
import { readMarkdown, writeMarkdown } from '@/server/exchange/markdown/markdown-format';
import { readPackage } from '@/server/exchange/qti/read-package';
import { writePackage } from '@/server/exchange/qti/write-package';
import { anyRecords } from '~test/support/item-records';

const FORMATS = {
  JSON: { withMedia: true, write: writeJson, read: readJson },
  CSV: { withMedia: false, write: writeCsv, read: readCsv },
  Markdown: { withMedia: false, write: writeMarkdown, read: readMarkdown },
};

function bytesOf(texts: Iterable<string>): Buffer {
  return Buffer.from([...texts].join(''), 'utf8');
}

function recordsOf(reading: Reading): ItemRecord[] {
  expect(reading.refused).toEqual([]);
  expect(reading.notes).toEqual([]);
  return reading.items.map(({ record }) => record);
}

/** What the test of a package says of these records: all of them by skill, and nothing that would have to be left out. */
function testOf(records: readonly ItemRecord[]) {
  const sections = new Map<string, string[]>();
  for (const { id, skillId } of records) {
    const skill = skillId ?? 'other';
    sections.set(skill, [...(sections.get(skill) ?? []), id]);
  }
  return {
    outcome: 'read',
    at: { line: null, path: 'test.xml', itemId: null },
    title: 'Items',
    isOwn: true,
    timeLimitMs: null,
    length: records.length,
    sections: [...sections].map(([title, itemIds]) => ({ title, depth: 0, itemIds, select: null })),
    unread: 0,
    problems: [],
    notKept: [],
    unlisted: 0,
  };
}

test.each(Object.entries(FORMATS))(
  '%s: what was exported comes back identical, for every type of item',
  async (_, format) => {
    await fc.assert(
      fc.asyncProperty(anyRecords({ withMedia: format.withMedia }), async (records) => {
        expect(recordsOf(await format.read(bytesOf(format.write(records))))).toEqual(records);
      }),
      { numRuns: 100 },
    );
  },
);

test('QTI package: what was exported comes back identical, for every type of item and with its files', async () => {
  await fc.assert(
    fc.asyncProperty(anyRecords({ withMedia: true }), async (records) => {
      const files = new Map(
        records
          .flatMap(({ content }) => mediaOf(content))
          .map(({ mediaId }) => [mediaId, Buffer.from(`file ${mediaId}`)]),
      );
      const load = async (mediaId: string) => ({ bytes: files.get(mediaId)!, extension: 'bin' });
      const reading = await readPackage(await buffer(writePackage(records, load, () => undefined)));
      expect(recordsOf(reading)).toEqual(records);
      expect(reading.items.flatMap(({ notes }) => notes)).toEqual([]);
      expect(new Map(reading.media)).toEqual(files);
      expect(reading.tests).toEqual([testOf(records)]);
    }),
    { numRuns: 100 },
  );
}, 60_000);

test('the generated items are of every type', () => {
  const types = fc
    .sample(anyRecords({ withMedia: true }), { numRuns: 100, seed: 1 })
    .flat()
    .map(({ content }) => content.type);
  expect(new Set(types).size).toBe(8);
});
