import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexForDuplicates, jaccard, NEAR_DUPLICATE, shinglesOf } from '@/core/items/near-duplicates';
import { seededRandom } from '@/core/items/random';

const STEM = 'Which index lets PostgreSQL answer the query without reading the table at all?';

test('a reworded end leaves two items near-duplicates, another question does not', () => {
  const index = indexForDuplicates([
    { id: 'one', texts: [STEM] },
    { id: 'other', texts: ['Which lock keeps two transactions from selling the last seat twice?'] },
  ]);
  expect(index.similarTo([STEM.replace('at all', 'ever')]).map(({ id }) => id)).toEqual(['one']);
  expect(index.similarTo(['What does the status 304 tell a browser about its copy?'])).toEqual([]);
});

test('case, punctuation and white space make no difference, an operator does', () => {
  expect(shinglesOf(['Is A < B true?'])).toEqual(shinglesOf([' is a  < b TRUE']));
  expect(shinglesOf(['is a < b true'])).not.toEqual(shinglesOf(['is a > b true']));
});

test('the order of options makes no difference', () => {
  const options = ['Index scan over orders', 'Hash join', 'Full sort', 'Nested loop'];
  const index = indexForDuplicates([{ id: 'one', texts: ['Which plan?', ...options] }]);
  expect(index.similarTo(['Which plan?', ...options.toReversed()])).toEqual([{ id: 'one', similarity: 1 }]);
});

test('what is named as an exception is not reported', () => {
  const index = indexForDuplicates([{ id: 'one', texts: [STEM] }]);
  expect(index.similarTo([STEM], new Set(['one']))).toEqual([]);
});

test('the search finds exactly what comparing everything with everything finds', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'd', 'e');
  const text = fc.array(word, { minLength: 1, maxLength: 14 }).map((words) => words.join(' '));
  fc.assert(
    fc.property(fc.array(text, { maxLength: 25 }), text, fc.constantFrom(0.3, 0.6, 0.9), (texts, query, threshold) => {
      const items = texts.map((each, place) => ({ id: String(place), texts: [each] }));
      const found = indexForDuplicates(items, threshold).similarTo([query]);
      const all = items
        .map(({ id, texts: own }) => ({ id, similarity: jaccard(shinglesOf([query]), shinglesOf(own)) }))
        .filter(({ similarity }) => similarity >= threshold);
      expect(new Map(found.map(({ id, similarity }) => [id, similarity]))).toEqual(
        new Map(all.map(({ id, similarity }) => [id, similarity])),
      );
    }),
    { numRuns: 300 },
  );
});

test('a bank of 10,000 items is indexed and a new item compared with it within seconds', () => {
  const random = seededRandom('bank of ten thousand');
  const word = () => `w${Math.floor(4_000 * random.next() ** 3)}`; // few words are common, most are rare
  const items = Array.from({ length: 10_000 }, (_, id) => ({
    id: String(id),
    texts: [`Which of the following holds ${Array.from({ length: 60 }, word).join(' ')}`],
  }));
  const started = performance.now();
  const index = indexForDuplicates(items, NEAR_DUPLICATE);
  const copy = items[4_711]!.texts[0]!.replace('Which of the following holds', 'Which of these holds');
  expect(index.similarTo([copy]).map(({ id }) => id)).toEqual(['4711']);
  expect(performance.now() - started).toBeLessThan(10_000);
});
