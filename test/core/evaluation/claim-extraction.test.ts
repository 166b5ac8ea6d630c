import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claimsOf } from '~test/support/evaluation';

const spans = (claims: readonly { start: number; end: number }[]) => claims.map(({ start, end }) => [start, end]);

test.each([
  [
    'Paris is the capital of France. The Eiffel Tower is located in Paris.',
    [
      [0, 31],
      [32, 69],
    ],
  ],
  ['The population of Tokyo is approximately 14 million people.', [[0, 59]]],
  ['I think Paris might be nice. Paris is the capital of France.', [[29, 60]]],
  [
    'Dr. Smith arrived. Sales increased by 50%.',
    [
      [0, 18],
      [19, 42],
    ],
  ],
])('%s', async (text, expected) => {
  expect(spans((await claimsOf(text)).claims)).toEqual(expected);
});

test.each([
  ['Is Paris the capital of France?', 'question'],
  ['Hello there!', 'greeting'],
  ['Thank you for your question!', 'greeting'],
  ['Sure, here is the summary:', 'instruction'],
  ['I believe the results are encouraging.', 'opinion'],
  ['Please let me know what you need.', 'instruction'],
  ['It is.', 'no_content'],
])('%s is left out as %s, and is shown as such', async (text, reason) => {
  const { claims, leftOut } = await claimsOf(text);
  expect(claims).toEqual([]);
  expect(leftOut).toEqual([{ start: 0, end: text.length, text, reason }]);
});

test.each([
  'Hi-fi systems cost more than radios.',
  'Certainly, the prize was awarded in 1903.',
  'Thanks to a new law, taxes fell by 3%.',
  'Dear John letters were common in the war.',
])('%s is a claim, however it begins', async (text) => {
  expect((await claimsOf(text)).claims).toHaveLength(1);
});

test('a sentence of two statements gives two claims', async () => {
  const { claims } = await claimsOf(
    'The company was founded in 1990, and its revenue reached 5 million dollars in 2001.',
  );
  expect(claims.map((claim) => claim.text)).toEqual([
    'The company was founded in 1990',
    'its revenue reached 5 million dollars in 2001.',
  ]);
});

test('a list of things stays one claim', async () => {
  expect((await claimsOf('The store sells apples, pears, and plums.')).claims).toHaveLength(1);
});

test('lines of a list are claims of their own', async () => {
  const { claims } = await claimsOf('Results\n\n- Revenue rose by 5%\n- Costs fell by 2%\n');
  expect(claims.map((claim) => claim.text)).toEqual(['Results', 'Revenue rose by 5%', 'Costs fell by 2%']);
});

test.each([
  ['one token of 50,000 letters', 'a'.repeat(50_000)],
  ['50,000 marks', '!?'.repeat(25_000)],
  ['10,000 sentences', 'It rains. '.repeat(5_000)],
  ['one long line without a full stop', 'word '.repeat(10_000)],
  ['no letters at all', '12 34 56 \n 78 90'],
  ['Chinese', '巴黎是法国的首都。罗马是意大利的首都。'],
])('nothing of %s is lost', async (_name, text) => {
  const { claims, leftOut } = await claimsOf(text);
  const covered = [...claims, ...leftOut].reduce(
    (total, { start, end }) => total + text.slice(start, end).replaceAll(/\s/gu, '').length,
    0,
  );
  expect(covered).toBe(text.replaceAll(/\s/gu, '').length);
});

test('every visible character that is not a mark is in exactly one claim or left-out stretch', async () => {
  const word = fc.constantFrom(
    'Paris',
    'is',
    'the',
    'capital',
    'of',
    'France',
    ',',
    'and',
    'but',
    'it',
    'has',
    '50%',
    ';',
    '.',
    '?',
    '\n',
    '😀',
    'I',
    'think',
    '“no”',
    'e\u0301a',
  );
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 40 }), async (words) => {
      const text = words.join(' ');
      const { claims, leftOut } = await claimsOf(text);
      const seen = new Uint8Array(text.length);
      for (const { start, end } of [...claims, ...leftOut]) for (let i = start; i < end; i += 1) seen[i]! += 1;
      for (let i = 0; i < text.length; i += 1) {
        expect(seen[i]).toBeLessThanOrEqual(1);
        if (/[\p{L}\p{N}]/u.test(text[i]!) && !/^(?:and|but)$/u.test(wordAt(text, i))) expect(seen[i]).toBe(1);
      }
    }),
    { numRuns: 60 },
  );
});

function wordAt(text: string, i: number): string {
  const from = text.lastIndexOf(' ', i) + 1;
  const to = text.indexOf(' ', i);
  return text.slice(from, to === -1 ? text.length : to);
}
