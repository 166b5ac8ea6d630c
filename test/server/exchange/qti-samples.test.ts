import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ItemContent } from '@/core/items/item';
import { readPackage, readSingleItem } from '@/server/exchange/qti/read-package';
import { packageOf } from '~test/support/zip';

const FOLDER = path.resolve(import.meta.dirname, '../../vectors/qti');
const sample = (name: string) => readFileSync(path.join(FOLDER, name));

async function one(name: string) {
  const reading = await readPackage(await packageOf({ [name]: sample(name), 'media/kettle.png': 'picture' }));
  expect(reading.refused).toEqual([]);
  const { record, notes } = reading.items[0]!;
  return { ...record, content: record.content as ItemContent & Record<string, unknown>, notes, media: reading.media };
}

test('a choice keeps prose, code, picture, prompt and feedback, and says what was dropped', async () => {
  const { id, content, notes, media } = await one('choice.xml');
  expect(id).toBe('tea-temperature');
  expect(content).toEqual({
    type: 'singleChoice',
    stem: 'A recipe for green tea was written as code:\n\n```js\nif (water > 80) wait();\n```\n\nWhat happens at 95 degrees?',
    stemMedia: [
      { mediaId: 'media/kettle.png', kind: 'image', alternativeText: 'A kettle with a thermometer at 95 degrees' },
    ],
    options: [
      { id: 'C1', text: 'The water is poured at once' },
      { id: 'C2', text: 'It `wait`s first' },
      { id: 'C3', text: 'The kettle is filled again' },
      { id: 'C4', text: 'Nothing, the program ends' },
    ],
    keyId: 'C2',
    explanation: '95 is more than 80, so `wait` is called.',
    hint: null,
  });
  expect(notes).toEqual(['left out: em']);
  expect([...media]).toEqual([['media/kettle.png', Buffer.from('picture')]]);
});

test('a choice of several keeps its keys and says that weights are not kept', async () => {
  const { content, notes } = await one('choice-multiple.xml');
  expect(content).toMatchObject({ type: 'multipleResponse', keyIds: ['P3', 'P7'], explanation: 'The keys are: 3; 7' });
  expect(notes).toContain('its options had different weights; here each right choice counts the same');
});

test('an ordering has its options in the correct order', async () => {
  const { content } = await one('order.xml');
  expect(content.type === 'ordering' && content.options.map(({ id }) => id)).toEqual(['mix', 'rise', 'bake']);
});

test('a match becomes prompts, targets and pairs', async () => {
  const { content } = await one('match.xml');
  expect(content).toMatchObject({ type: 'matching', key: { NO: 'OSL', PT: 'LIS', PL: 'WAW' } });
});

test('a gap inside a sentence becomes a line to fill, and percent become a share', async () => {
  const { content } = await one('number.xml');
  expect(content).toMatchObject({
    type: 'numeric',
    stem: 'A stone falls near the ground with ____ metres per second squared.',
    key: 9.81,
    tolerance: { kind: 'relative', value: 0.01 },
    unit: null,
  });
});

test('a gap at the end of a sentence leaves no mark, and mapped texts are the accepted ones', async () => {
  const { content } = await one('text-entry.xml');
  expect(content).toMatchObject({
    type: 'shortText',
    stem: 'Black and white mixed give:',
    accepted: { kind: 'normalised', texts: ['grey', 'gray'] },
  });
});

test('a free text takes its rubric from the blocks for scorers', async () => {
  const { content } = await one('extended-text.xml');
  expect(content).toMatchObject({
    type: 'freeText',
    stem: 'Why do people sleep?',
    rubric: [
      { id: 'r1', text: 'Names recovery of the body.', points: 1 },
      { id: 'r2', text: 'Names memory.', points: 1 },
    ],
    maxWords: 100,
  });
});

test('QTI 2.2 is read under the names of QTI 3', async () => {
  const { content } = await one('qti2-choice.xml');
  expect(content).toMatchObject({ type: 'singleChoice', keyId: 'B', stem: 'What makes the tides?' });
});

test('one item document can be imported by itself', async () => {
  const { items } = await readSingleItem(sample('order.xml'));
  expect(items.map(({ record }) => record.id)).toEqual(['bake']);
});

test('a test by itself is refused with the way to import it', async () => {
  const { items, refused } = await readSingleItem(sample('test.xml'));
  expect(items).toEqual([]);
  expect(refused.map(({ detail }) => detail)).toEqual([
    'It is a test. Import it in a package, with the items it names.',
  ]);
});

test('what has no item type is refused item by item with its interaction and reason, and the rest is imported', async () => {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.xml'));
  const files = Object.fromEntries(names.map((name) => [name, sample(name)]));
  const { items, refused, notes, tests } = await readPackage(
    await packageOf({ ...files, 'media/kettle.png': 'picture' }, { 'test.xml': 'imsqti_test_xmlv3p0' }),
  );
  expect(items).toHaveLength(8);
  expect(refused.map(({ code, at }) => [at.itemId, code, at.path])).toEqual([
    ['root-of-two', 'unsupported_feature', 'formula.xml'],
    ['find-harbour', 'unsupported_interaction', 'qti-hotspot-interaction'],
    ['two-questions', 'unsupported_interaction', 'two-questions.xml'],
  ]);
  expect(refused[1]!.detail).toBe('qti-hotspot-interaction: Choosing a place of a picture has no item type.');
  expect(notes).toEqual([]);
  expect(tests).toMatchObject([{ title: 'Everyday things', sections: [{ itemIds: ['tea-temperature', 'bake'] }] }]);
});
