import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import { drawKeyPlace, numericDistractors, type Slip } from '@/core/items/numeric-distractors';
import type { Random } from '@/core/items/random';

type Parameter = { readonly name: string; readonly values: readonly string[] };
const PARAMETERS: readonly Parameter[] = [
  { name: 'browser', values: ['Firefox', 'Chrome', 'Safari', 'Edge'] },
  { name: 'language', values: ['en', 'de', 'fr', 'ja', 'ar'] },
  { name: 'payment', values: ['card', 'invoice', 'voucher', 'cash'] },
  { name: 'role', values: ['guest', 'member', 'admin', 'editor'] },
  { name: 'screen', values: ['phone', 'tablet', 'desktop', 'tv'] },
  { name: 'network', values: ['wifi', 'cable', 'mobile'] },
  { name: 'theme', values: ['light', 'dark', 'contrast'] },
];
const drawParameters = (random: Random, count: number, least = 2): Parameter[] =>
  random
    .shuffle(PARAMETERS.filter(({ values }) => values.length > least))
    .slice(0, count)
    .map(({ name, values }) => ({ name, values: random.shuffle(values).slice(0, random.int(least, values.length)) }));

const listing = (parameters: readonly Parameter[]): string =>
  parameters.map(({ name, values }) => `${name.padEnd(8)} ${values.join(', ')}`).join('\n');
const product = (numbers: readonly number[]): number => numbers.reduce((result, number) => result * number, 1);

/** All ways of choosing one value for each parameter. */
function combinations(parameters: readonly Parameter[]): string[][] {
  return parameters.reduce<string[][]>(
    (rows, { values }) => rows.flatMap((row) => values.map((value) => row.concat(value))),
    [[]],
  );
}

/** Combinations left when pairs of values exclude each other. */
function allowed(random: Random, place: number, exclusions: 1 | 2): Variant | null {
  const parameters = drawParameters(random, exclusions + 2, exclusions === 1 ? 3 : 2);
  const pairs = Array.from({ length: exclusions }, (_, index) => {
    const [left, right] = index === 0 ? [0, 1] : [random.int(0, 1), 2];
    return [{ at: left, value: random.pick(parameters[left]!.values) }, { at: right, value: random.pick(parameters[right]!.values) }] as const; // biome-ignore format: one row
  });
  const rows = combinations(parameters);
  const hit = (row: readonly string[], pair: (typeof pairs)[number]) =>
    pair.every(({ at, value }) => row[at] === value);
  const key = rows.filter((row) => !pairs.some((pair) => hit(row, pair))).length;
  const sizes = parameters.map(({ values }) => values.length);
  const excluded = pairs.map((pair) => rows.filter((row) => hit(row, pair)).length);
  const slips: Slip[] = [
    {
      value: rows.length - excluded.reduce((sum, count) => sum + count, 0),
      misconception: 'takes off twice what both rules exclude',
    },
    { value: rows.length - exclusions, misconception: 'takes off one combination for each rule' },
    { value: rows.length, misconception: 'overlooks the rules' },
    {
      value: rows.filter((row) => !pairs.some((pair) => pair.some(({ at, value }) => row[at] === value))).length,
      misconception: 'excludes each of the values altogether',
    },
    {
      value: sizes.reduce((sum, size) => sum + size, 0),
      misconception: 'adds the numbers of values instead of multiplying',
    },
    { value: rows.length - key, misconception: 'counts what is excluded' },
    { value: product(sizes.map((size) => size - 1)), misconception: 'takes one value off each parameter' },
  ];
  const distractors = numericDistractors(key, slips, place, { least: 1, telling: 2 });
  if (distractors === null) return null;
  const rules = pairs
    .map(([left, right]) => `\`${left.value}\` is never combined with \`${right.value}\``)
    .join(', and ');
  return {
    stem: `A form is tested with every possible combination of these values, except that ${rules}. How many test cases are there?\n\n\`\`\`\n${listing(parameters)}\n\`\`\``,
    key: String(key),
    distractors,
    explanation: `There are ${sizes.join(' * ')} = ${rows.length} combinations. ${pairs.map(([left, right], index) => `${left.value} with ${right.value} occurs in ${excluded[index]}`).join(', ')}; together that excludes ${rows.length - key}, which leaves ${key}.`,
    hint: 'Count everything first. How many combinations contain an excluded pair, whatever the other values are?',
  };
}

/** Pairs of values that a suite does not cover. */
function uncovered(random: Random, place: number): Variant | null {
  const parameters = drawParameters(random, 3).map(({ name, values }) => ({ name, values: values.slice(0, 3) }));
  const suite = random.shuffle(combinations(parameters)).slice(0, random.int(3, 4));
  const pairsOf = (row: readonly string[]) =>
    [
      [0, 1],
      [0, 2],
      [1, 2],
    ].map(([i, j]) => `${row[i!]}+${row[j!]}`);
  const all = new Set(combinations(parameters).flatMap(pairsOf));
  const covered = new Set(suite.flatMap(pairsOf));
  const key = all.size - covered.size;
  const sizes = parameters.map(({ values }) => values.length);
  const used = new Set(suite.flat()).size;
  const slips: Slip[] = [
    { value: covered.size, misconception: 'counts the pairs that are covered' },
    { value: all.size - 3 * suite.length, misconception: 'counts a pair twice that two tests cover' },
    { value: product(sizes) - suite.length, misconception: 'counts missing combinations instead of pairs' },
    { value: all.size, misconception: 'counts all pairs' },
    { value: all.size - suite.length, misconception: 'expects each test to cover one pair' },
    { value: all.size - 2 * suite.length, misconception: 'expects each test to cover two pairs' },
    { value: sizes.reduce((sum, size) => sum + size, 0) - used, misconception: 'counts values that do not occur' },
    { value: key + 2, misconception: 'overlooks pairs of the first and last column' },
  ];
  const distractors = numericDistractors(key, slips, place, { telling: 2 });
  if (distractors === null || covered.size === 3 * suite.length || key === 0) return null;
  return {
    stem: `Pairwise testing wants each pair of values of two different parameters in at least one test. How many pairs do these ${suite.length} tests leave uncovered?\n\n\`\`\`\n${listing(parameters)}\n\n${suite.map((row, index) => `test ${index + 1}:  ${row.join(', ')}`).join('\n')}\n\`\`\``,
    key: String(key),
    distractors,
    explanation: `There are ${sizes[0]} * ${sizes[1]} + ${sizes[0]} * ${sizes[2]} + ${sizes[1]} * ${sizes[2]} = ${all.size} pairs. Each test covers three, ${3 * suite.length} in all, of which ${3 * suite.length - covered.size} are repeated: ${covered.size} different ones, so ${key} are left.`,
    hint: 'How many pairs are there for each two parameters, and how many different ones do the tests contain?',
  };
}

/** Sizes of combinatorial test suites and what they cover. */
export const testingCombinations: ItemModel = {
  id: 'testing-combinations',
  version: 1,
  skillId: 'testing',
  title: 'Combinations of test values',
  levels: [
    { id: 'easy', difficulty: -0.7, expectedTimeMs: 50_000 },
    { id: 'medium', difficulty: 0.5, expectedTimeMs: 80_000 },
    { id: 'hard', difficulty: 1, expectedTimeMs: 100_000 },
  ],
  generate(random, level) {
    const place = drawKeyPlace(random);
    return untilMade(() =>
      level === 'hard' ? uncovered(random, place) : allowed(random, place, level === 'easy' ? 1 : 2),
    );
  },
};
