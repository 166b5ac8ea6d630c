import { expect, test } from 'vitest';
import { type FlawRule, findFlaws } from '@/core/items/flaw-rules';
import labelled from '~test/vectors/item-flaws.json' with { type: 'json' };

const RULES: readonly FlawRule[] = [
  'none-of-the-above',
  'all-of-the-above',
  'length-cue',
  'absolute-terms',
  'stem-word-repeat',
  'complex-k-type',
  'article-cue',
  'number-order',
  'vague-qualifiers',
  'unmarked-negative',
  'blank-in-stem',
  'true-false-style',
];

const judged = labelled.items.map(({ stem, options, key, flaws }) => ({
  stem,
  expected: new Set(flaws),
  found: new Set<string>(
    findFlaws({
      type: 'singleChoice',
      stem,
      options: options.map((text, place) => ({ id: 'abcd'[place]!, text })),
      keyId: 'abcd'[key]!,
      explanation: 'Because.',
      hint: null,
    }).map(({ rule }) => rule),
  ),
}));

const counts = RULES.map((rule) => {
  const of = (expected: boolean, found: boolean) =>
    judged.filter((item) => item.expected.has(rule) === expected && item.found.has(rule) === found).length;
  const [hits, missed, false_] = [of(true, true), of(true, false), of(false, true)];
  return { rule, labelled: hits + missed, hits, missed, falseAlarms: false_ };
});

test('each of the twelve rules has at least four labelled cases, and there are clean items', () => {
  for (const { rule, labelled: n } of counts) expect(n, rule).toBeGreaterThanOrEqual(4);
  expect(judged.filter(({ expected }) => expected.size === 0).length).toBeGreaterThanOrEqual(25);
});

test('over the labelled set the rules find nearly all flaws and raise few false alarms', ({ annotate }) => {
  const hits = counts.reduce((sum, count) => sum + count.hits, 0);
  const missed = counts.reduce((sum, count) => sum + count.missed, 0);
  const falseAlarms = counts.reduce((sum, count) => sum + count.falseAlarms, 0);
  const precision = hits / (hits + falseAlarms);
  const recall = hits / (hits + missed);
  void annotate(`precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, n = ${judged.length} items`);
  expect(precision, misjudged()).toBeGreaterThanOrEqual(0.97);
  expect(recall, misjudged()).toBeGreaterThanOrEqual(0.95);
});

function misjudged(): string {
  return judged
    .filter(({ expected, found }) => [...expected].sort().join() !== [...found].sort().join())
    .map(({ stem, expected, found }) => `${stem} | labelled ${[...expected]} | found ${[...found]}`)
    .join('\n');
}
