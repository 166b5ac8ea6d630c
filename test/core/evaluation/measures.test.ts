import { expect, test } from 'vitest';
import { generalisationIn } from '@/core/evaluation/measures/generalisation';
import { keySentences } from '@/core/evaluation/measures/key-sentences';
import { privateData } from '@/core/evaluation/measures/private-data';
import { readingEase, syllablesOf } from '@/core/evaluation/measures/readability';
import { repetitionOf } from '@/core/evaluation/measures/repetition';
import { indexOf, read } from '~test/support/evaluation';

test.each([
  ['cat', 1],
  ['table', 2],
  ['made', 1],
  ['reading', 2],
  ['information', 4],
  ['the', 1],
  ['university', 5],
])('%s has %i syllables', (norm, syllables) => {
  expect(syllablesOf({ norm })).toBe(syllables);
});

test('reading ease is the formula, cut to its scale, and absent for little text and for other languages', async () => {
  const easy = await readingEase(await read('The cat sat on the mat. '.repeat(10)));
  expect(easy).toMatchObject({ value: 100, n: 60 });
  const ease = readingEase(await read('We are reading the information in the library today. '.repeat(6)));
  // 9 words a sentence; 1+1+2+1+4+1+1+3+2 = 16 syllables.
  expect(ease.value).toBeCloseTo(206.835 - 1.015 * 9 - (84.6 * 16) / 9, 9);
  expect(readingEase(await read('The cat sat.'))).toMatchObject({ value: null, n: 3 });
  const german =
    'Gestern besuchten mehrere Abgeordnete zusammen unterschiedliche Einrichtungen mitten zwischen Feldern. ';
  expect(readingEase(await read(german.repeat(8))).value).toBeNull();
});

test('repetition is the share of runs of four words said before', async () => {
  const once = 'The old bridge over the river was rebuilt after the flood in spring. ';
  const twice = repetitionOf(
    await read(`${once.repeat(2)}Nobody in the town remembers who had paid for the first one.`),
  );
  // 13 words: 10 runs, then the same 10 again, then 12 words: 9 runs.
  expect(twice.share).toMatchObject({ value: 10 / 29, n: 29 });
  expect(twice.sentences).toHaveLength(1);
  expect(repetitionOf(await read('Short.')).share.value).toBeNull();
});

test('key sentences are those of the question, or those with the likeliest words', async () => {
  const source = await indexOf(
    'The reactor was built in 1962. Birds nest near the fence. The reactor cools with water. Tourists like the museum shop. ' +
      'The reactor water is cleaned twice. A poster hangs in the hall.',
  );
  const textOf = ({ start, end }: { start: number; end: number }) => source.reading.text.slice(start, end);
  const question = (await read('Who likes the museum?')).sentences[0]!.tokens;
  expect(keySentences(source, question).map(textOf)).toEqual(['Tourists like the museum shop.']);
  const key = keySentences(source, null);
  expect(key).toHaveLength(3);
  expect(key.map(textOf)).toContain('The reactor cools with water.');
  expect(keySentences(await indexOf('*** ---'), null)).toEqual([]);
});

test('private data is known by its form and its check digit', () => {
  const kinds = (text: string) => privateData(text).map(({ kind, text: found }) => [kind, found]);
  expect(kinds('Write to anna.k@example.org or call +49 30 901820 now.')).toEqual([
    ['email', 'anna.k@example.org'],
    ['phone', '+49 30 901820'],
  ]);
  expect(kinds('Card 4111 1111 1111 1111, not 4111 1111 1111 1112.')).toEqual([['card', '4111 1111 1111 1111']]);
  expect(kinds('IBAN DE89 3704 0044 0532 0130 00, not DE88 3704 0044 0532 0130 00.')).toEqual([
    ['account', 'DE89 3704 0044 0532 0130 00'],
  ]);
  expect(kinds('Number 536-90-4399; 000-12-3456 is none.')).toEqual([['socialSecurity', '536-90-4399']]);
  expect(kinds('In 2021 it sold 12,000,000 units at 3.50 on 2021-11-24, order 1234567890123.')).toEqual([]);
});

test('long texts are searched for private data in linear time', () => {
  for (const text of ['a'.repeat(50_000), 'a.'.repeat(25_000), '1 '.repeat(25_000), `a@${'b.'.repeat(25_000)}`]) {
    const before = performance.now();
    privateData(text);
    expect(performance.now() - before).toBeLessThan(1_000);
  }
});

test.each([
  ['All women are bad drivers.', true],
  ['Immigrants never pay taxes.', true],
  ['Women drove 40 % of the buses.', false],
  ['All trains were late.', false],
])('“%s” speaks of a whole group: %s', async (text, expected) => {
  expect(generalisationIn((await read(text)).sentences[0]!.tokens) !== null).toBe(expected);
});
