import { expect, test } from 'vitest';
import { type FlawRule, findFlaws } from '@/core/items/flaw-rules';
import type { ItemContent } from '@/core/items/item';

function content(stem: string, options: [string, string, string, string], key = 0): ItemContent {
  return {
    type: 'singleChoice',
    stem,
    options: options.map((text, index) => ({ id: 'abcd'[index]!, text })),
    keyId: 'abcd'[key]!,
    explanation: 'Because.',
    hint: null,
  };
}
const rules = (item: ItemContent) => findFlaws(item).map(({ rule }) => rule);
const SOUND: [string, string, string, string] = ['A hash table', 'A linked list', 'A binary heap', 'A sorted array'];

test('a sound item has no flaw', () => {
  expect(findFlaws(content('Which structure looks a name up in constant expected time?', SOUND))).toEqual([]);
});

/** A labelled set: each row has the flaw of its rule and no other. */
const FLAWED: [FlawRule, ItemContent][] = [
  [
    'none-of-the-above',
    content('Which structure is fastest here?', ['A hash table', 'A list', 'A heap', 'None of the above']),
  ],
  [
    'all-of-the-above',
    content('Which structure is fastest here?', ['A hash table', 'A list', 'A heap', 'All of these']),
  ],
  [
    'length-cue',
    content('Why is it fast?', [
      'It computes where to look from the name itself',
      'It is sorted',
      'It is small',
      'It is new',
    ]),
  ],
  [
    'absolute-terms',
    content('What does a lock do?', ['It excludes others', 'It always waits', 'It copies', 'It sorts']),
  ],
  [
    'stem-word-repeat',
    content('Which index speeds up a prefix search?', ['A prefix tree', 'A bitmap', 'A hash', 'A bag']),
  ],
  ['complex-k-type', content('Which layers route?', ['The third', 'The fourth', 'A and B', 'The first'])],
  ['article-cue', content('The structure is called an', ['array', 'list', 'heap', 'stack'])],
  ['number-order', content('How many rows come back?', ['4', '2', '7', '9'])],
  [
    'vague-qualifiers',
    content('What does a lock do?', ['It excludes others', 'It usually waits', 'It copies', 'It sorts']),
  ],
  ['unmarked-negative', content('Which structure is not ordered?', SOUND)],
  ['unmarked-negative', content('What holds except for one?', SOUND)],
  ['blank-in-stem', content('A ____ looks a name up in constant time.', SOUND)],
  ['true-false-style', content('Is a heap sorted?', ['Yes, by key', 'No, by level', 'In part', 'By value'])],
  ['true-false-style', content('Which of the following is true?', SOUND)],
];

test.each(FLAWED)('finds %s and nothing else', (rule, item) => {
  expect([...new Set(rules(item))]).toEqual([rule]);
});

test('capitals mark a negative, and a negative in a relative clause is none', () => {
  expect(rules(content('Which structure is NOT ordered?', SOUND))).toEqual([]);
  expect(rules(content('Which structure suits customers who have not ordered?', SOUND))).toEqual([]);
});

test('code is not prose: keywords, underscores and literals inside it are no flaws', () => {
  const item = content('What does `__proto__` of `x` give? ```\nif (never) return all_of_the_above\n```', [
    '`true`',
    '`false`',
    '`never`',
    '`null`',
  ]);
  expect(rules(item)).toEqual([]);
});

test('names the option it is about', () => {
  expect(findFlaws(content('Which is it?', ['One', 'Two', 'Three', 'None of the above']))[0]).toMatchObject({
    optionId: 'd',
  });
});

test('descending numbers are in order too', () => {
  expect(rules(content('How many rows come back?', ['9', '7', '4', '2'], 1))).toEqual([]);
});

const lettersOf = (texts: readonly string[]) => texts.map((text, index) => ({ id: 'abcdef'[index]!, text }));
const multiple = (stem: string, texts: readonly string[], keyIds: readonly string[]): ItemContent => ({
  type: 'multipleResponse',
  stem,
  options: lettersOf(texts),
  keyIds,
  explanation: 'Because.',
  hint: null,
});
const matched = (targets: readonly string[], key: Record<string, string>): ItemContent => ({
  type: 'matching',
  stem: 'Which port does each protocol use?',
  prompts: lettersOf(['SSH', 'SMTP']),
  targets: lettersOf(targets),
  key,
  explanation: 'Because.',
  hint: null,
});

test('several keys are held against the distractors together', () => {
  const texts = ['GET', 'HEAD', 'POST', 'PUT'];
  expect(rules(multiple('Which methods are safe?', texts, ['a', 'b']))).toEqual([]);
  expect(rules(multiple('Which methods are safe?', texts, ['a', 'b', 'c']))).toEqual(['select-all-pays']);
  const long = ['GET, which only reads the resource', 'HEAD, which reads no more than its fields', 'POST', 'PUT'];
  expect(rules(multiple('Which methods are safe?', long, ['a', 'b']))).toEqual(['length-cue']);
  const repeating = ['a prefix tree', 'a prefix index', 'a bitmap', 'a heap'];
  expect(rules(multiple('Which structures serve a prefix search?', repeating, ['a', 'b']))).toEqual([
    'stem-word-repeat',
  ]);
});

test('a matching item whose last pair follows from the others is flawed', () => {
  expect(rules(matched(['22', '25'], { a: 'a', b: 'b' }))).toEqual(['matching-by-elimination']);
  expect(rules(matched(['22', '25', '53'], { a: 'a', b: 'b' }))).toEqual([]);
  expect(rules(matched(['22', '25'], { a: 'a', b: 'a' }))).toEqual([]);
});

test('what is arranged rather than chosen has no options to judge', () => {
  const steps: ItemContent = {
    type: 'ordering',
    stem: 'In which order do these run?',
    options: lettersOf(['3', '1', '2']),
    explanation: 'Because.',
    hint: null,
  };
  expect(rules(steps)).toEqual([]);
  expect(rules({ ...steps, stem: 'Which of these does not run?' })).toEqual(['unmarked-negative']);
});
