import { type Distractor, type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';

type Decision = { readonly text: string; readonly holds: (values: readonly boolean[]) => boolean };
const NAMES = [
  ['paid', 'open', 'late', 'vip'],
  ['admin', 'owner', 'muted', 'trial'],
  ['ready', 'safe', 'full', 'cold'],
  ['signed', 'valid', 'stale', 'local'],
];

/** A decision over all names, each used once, so that unique-cause MC/DC can be reached for each. */
function drawDecision(random: Random, names: readonly string[]): Decision {
  if (names.length === 1) {
    const negative = random.next() < 0.3;
    return { text: `${negative ? '!' : ''}${names[0]}`, holds: ([value]) => value !== negative };
  }
  const split = random.int(1, names.length - 1);
  const [left, right] = [drawDecision(random, names.slice(0, split)), drawDecision(random, names.slice(split))];
  const isAnd = random.next() < 0.5;
  const wrap = (text: string) => (/[&|]/.test(text) ? `(${text})` : text);
  return {
    text: `${wrap(left.text)} ${isAnd ? '&&' : '||'} ${wrap(right.text)}`,
    holds: (values) => {
      const [first, second] = [left.holds(values.slice(0, split)), right.holds(values.slice(split))];
      return isAnd ? first && second : first || second;
    },
  };
}

const rows = (count: number): boolean[][] =>
  Array.from({ length: 2 ** count }, (_, row) => Array.from({ length: count }, (_unused, bit) => ((row >> (count - 1 - bit)) & 1) === 1)); // biome-ignore format: one row
const letters = (row: readonly boolean[]): string => row.map((value) => (value ? 'T' : 'F')).join('');

function attempt(random: Random, level: string): Variant | null {
  const names = random.shuffle(random.pick(NAMES)).slice(0, level === 'easy' ? 3 : 4);
  const decision = drawDecision(random, names);
  const asked = random.int(0, names.length - 1);
  const all = rows(names.length);
  const pairs = all.flatMap((first, i) => all.slice(i + 1).map((second) => ({ first, second })));
  const judged = random.shuffle(pairs).map(({ first, second }) => {
    const changed = names.filter((_, at) => first[at] !== second[at]);
    const flips = decision.holds(first) !== decision.holds(second);
    const alone = changed.length === 1;
    const own = changed.includes(names[asked]!);
    return { text: `${letters(first)} and ${letters(second)}`, changed, flips, alone, own, first, second };
  });
  const key = judged.find(({ flips, alone, own }) => flips && alone && own);
  if (key === undefined) return null;
  const kinds: [(pair: (typeof judged)[number]) => boolean, string][] = [
    [({ flips, alone, own }) => !flips && alone && own, 'changes the condition although the decision stays the same'],
    [({ flips, changed, own }) => flips && own && changed.length === 2, 'changes a second condition as well'],
    [({ flips, alone, own }) => flips && alone && !own, 'changes another condition'],
    [({ flips, changed, own }) => flips && own && changed.length > 2, 'is content with any two different outcomes'],
    [
      ({ flips, changed, own }) => !flips && own && changed.length === 2,
      'looks at the condition and not at the decision',
    ],
  ];
  const distractors: Distractor[] = kinds.slice(0, 2).concat(random.shuffle(kinds.slice(2))).flatMap(([fits, misconception]): Distractor[] => {
    const found = judged.find(fits);
    return found === undefined ? [] : [{ text: found.text, misconception }];
  }).slice(0, 3); // biome-ignore format: one chain
  if (distractors.length < 3) return null;
  const outcome = (row: readonly boolean[]) => (decision.holds(row) ? 'true' : 'false');
  return {
    stem: `Modified condition/decision coverage asks for a pair of tests that shows the independent effect of each condition: only that condition changes, and the decision changes with it. Which pair shows it for \`${names[asked]}\` in \`${decision.text}\`? The letters give the values of ${names.map((name) => `\`${name}\``).join(', ')} in this order.`,
    key: key.text,
    distractors,
    explanation: `${letters(key.first)} and ${letters(key.second)} differ in ${names[asked]} alone, and the decision is ${outcome(key.first)} and ${outcome(key.second)}. In each other pair either further conditions change, or another one, or the decision stays the same.`,
    hint: 'Two things must hold for the pair: what differs between its tests, and what the decision does.',
  };
}

/** Which two tests show that a condition matters by itself (unique-cause MC/DC). */
export const testingConditionCoverage: ItemModel = {
  id: 'testing-condition-coverage',
  version: 1,
  skillId: 'testing',
  title: 'Independent effect of a condition',
  levels: [
    { id: 'easy', difficulty: 0.2, expectedTimeMs: 75_000 },
    { id: 'hard', difficulty: 0.9, expectedTimeMs: 95_000 },
  ],
  generate: (random, level) => untilMade(() => attempt(random, level)),
};
