import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import { drawKeyPlace, numericDistractors } from '@/core/items/numeric-distractors';
import type { Random } from '@/core/items/random';

type Comparison = '<' | '<=' | '>' | '>=';
const COMPARISONS: readonly Comparison[] = ['<', '<=', '>', '>='];

function compare(left: number, comparison: Comparison, right: number): boolean {
  switch (comparison) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

const SUBJECTS = [
  { fn: 'mayRent', variable: 'age' },
  { fn: 'isFree', variable: 'weight' },
  { fn: 'isLate', variable: 'minutes' },
  { fn: 'needsReview', variable: 'amount' },
  { fn: 'isWarm', variable: 'degrees' },
  { fn: 'fits', variable: 'length' },
];

/** One input tells a correct comparison from an off-by-one mutant. */
function revealingInput(random: Random, place: number): Variant | null {
  const { fn, variable } = random.pick(SUBJECTS);
  const [low, high] = [random.int(5, 40), random.int(50, 99)];
  const [lowComparison, highComparison] = [random.pick(['>', '>='] as const), random.pick(['<', '<='] as const)];
  const mutateLow = random.next() < 0.5;
  const flip = { '>': '>=', '>=': '>', '<': '<=', '<=': '<' } as const;
  const text = (first: Comparison, second: Comparison) =>
    `return ${variable} ${first} ${low} && ${variable} ${second} ${high};`;
  const right = (value: number) => compare(value, lowComparison, low) && compare(value, highComparison, high);
  const mutant = (value: number) =>
    compare(value, mutateLow ? flip[lowComparison] : lowComparison, low) &&
    compare(value, mutateLow ? highComparison : flip[highComparison], high);
  const revealing = Array.from({ length: 150 }, (_, value) => value).filter((value) => right(value) !== mutant(value));
  const key = revealing[0]!;
  if (revealing.length !== 1) return null;
  const distractors = numericDistractors(
    key,
    random.shuffle([
      { value: mutateLow ? high : low, misconception: 'tests the boundary that was not changed' },
      { value: key + 1, misconception: 'tests beside the boundary' },
      { value: key - 1, misconception: 'tests beside the boundary' },
      { value: Math.round((low + high) / 2), misconception: 'tests the middle of the range' },
      { value: 0, misconception: 'tests an extreme value' },
      { value: 120, misconception: 'tests an extreme value' },
    ]),
    place,
    { most: 149, telling: 3 },
  );
  if (distractors === null) return null;
  return {
    stem: `The body of \`${fn}(${variable})\` should be \`${text(lowComparison, highComparison)}\`. By mistake it reads\n\n\`\`\`js\n${text(mutateLow ? flip[lowComparison] : lowComparison, mutateLow ? highComparison : flip[highComparison])}\n\`\`\`\n\nWhich value of \`${variable}\` makes a test fail that expects the intended result?`,
    key: String(key),
    distractors,
    explanation: `The two conditions differ for ${key} alone: intended ${right(key)}, actual ${mutant(key)}. For the other values both give the same.`,
    hint: 'For which inputs do the intended and the actual condition disagree?',
  };
}

type Condition = { variable: 'a' | 'b'; comparison: Comparison; limit: number };
const conditionText = ({ variable, comparison, limit }: Condition) => `${variable} ${comparison} ${limit}`;
const conditionOf = (random: Random, variable: 'a' | 'b'): Condition => ({
  variable,
  comparison: random.pick(COMPARISONS),
  limit: random.int(2, 8),
});

/** How many of eight branch outcomes do the calls reach? The third condition is nested in the second. */
function branchOutcomes(random: Random, place: number): Variant | null {
  const conditions = [
    conditionOf(random, 'a'),
    conditionOf(random, 'b'),
    conditionOf(random, 'a'),
    conditionOf(random, 'b'),
  ] as const;
  const calls = Array.from({ length: random.int(2, 3) }, () => ({ a: random.int(0, 10), b: random.int(0, 10) }));
  const reached = new Set<string>();
  const unnested = new Set<string>();
  const visit = (index: number, input: { a: number; b: number }, into: Set<string>): boolean => {
    const { variable, comparison, limit } = conditions[index]!;
    const outcome = compare(input[variable], comparison, limit);
    into.add(`${index}${outcome}`);
    return outcome;
  };
  for (const input of calls) {
    visit(0, input, reached);
    if (visit(1, input, reached)) visit(2, input, reached);
    visit(3, input, reached);
    for (const index of [0, 1, 2, 3]) visit(index, input, unnested);
  }
  const key = reached.size;
  const trueOnly = [...reached].filter((outcome) => outcome.endsWith('true')).length;
  const distractors = numericDistractors(
    key,
    [
      { value: unnested.size, misconception: 'evaluates the nested condition each time' },
      { value: trueOnly, misconception: 'counts only the true outcomes' },
      { value: 8, misconception: 'takes line coverage for branch coverage' },
      { value: 4, misconception: 'counts conditions instead of outcomes' },
      { value: key + 1, misconception: 'counts an outcome that is not reached' },
      { value: key - 1, misconception: 'misses an outcome' },
    ],
    place,
    { least: 1, most: 8, telling: 2 },
  );
  if (distractors === null) return null;
  const [first, second, third, fourth] = conditions.map(conditionText);
  const code = `function grade(a, b) {\n  let points = 0;\n  if (${first}) points += 1;\n  if (${second}) {\n    points += 2;\n    if (${third}) points += 4;\n  }\n  if (${fourth}) points += 8;\n  return points;\n}`;
  return {
    stem: `Each of the four conditions has a true and a false outcome, eight in all. The tests are ${calls.map(({ a, b }) => `\`grade(${a}, ${b})\``).join(' and ')}. How many of the eight outcomes do they reach together?\n\n\`\`\`js\n${code}\n\`\`\``,
    key: String(key),
    distractors,
    explanation: `The tests reach ${[...reached]
      .sort()
      .map((outcome) => `\`${conditionText(conditions[Number(outcome[0])]!)}\` ${outcome.slice(1)}`)
      .join(', ')}: ${key} outcomes. The nested condition counts only when it is evaluated.`,
    hint: 'Go through each call and tick off the outcomes it reaches.',
  };
}

/** How many of six mutants make at least one assertion fail? */
function killedMutants(random: Random, place: number): Variant | null {
  const limit = random.int(3, 9);
  const [plus, times] = [random.int(1, 5), random.int(2, 4)];
  type Program = { comparison: Comparison; limit: number; plus: number; times: number };
  const original: Program = { comparison: random.pick(COMPARISONS), limit, plus, times };
  const run = (program: Program, n: number) =>
    compare(n, program.comparison, program.limit) ? n + program.plus : n * program.times;
  const opposite = { '<': '>=', '<=': '>', '>': '<=', '>=': '<' } as const;
  const boundary = { '<': '<=', '<=': '<', '>': '>=', '>=': '>' } as const;
  const mutants: [string, Program][] = [
    [
      `${original.comparison} becomes ${boundary[original.comparison]}`,
      { ...original, comparison: boundary[original.comparison] },
    ],
    [
      `${original.comparison} becomes ${opposite[original.comparison]}`,
      { ...original, comparison: opposite[original.comparison] },
    ],
    [`limit ${limit} becomes ${limit + 1}`, { ...original, limit: limit + 1 }],
    [`limit ${limit} becomes ${limit - 1}`, { ...original, limit: limit - 1 }],
    [`+ ${plus} becomes + ${plus + 1}`, { ...original, plus: plus + 1 }],
    [`* ${times} becomes * ${times + 1}`, { ...original, times: times + 1 }],
  ];
  const inputs = random.shuffle([limit - 1, limit, limit + 1, 0, limit + 4, limit - 3]).slice(0, random.int(1, 3));
  const killed = mutants.filter(([, mutant]) => inputs.some((n) => run(mutant, n) !== run(original, n)));
  const key = killed.length;
  const distractors = numericDistractors(
    key,
    [
      { value: mutants.length - key, misconception: 'counts the surviving mutants' },
      {
        value: mutants.filter(([, mutant]) => inputs.every((n) => run(mutant, n) !== run(original, n))).length,
        misconception: 'wants each test to fail',
      },
      {
        value: mutants.filter(([, mutant]) =>
          inputs.some(
            (n) => compare(n, mutant.comparison, mutant.limit) !== compare(n, original.comparison, original.limit),
          ),
        ).length,
        misconception: 'looks at the condition only',
      },
      { value: inputs.length, misconception: 'expects one mutant per test' },
      { value: mutants.length, misconception: 'expects the tests to find every change' },
      { value: key + 1, misconception: 'takes a survivor for killed' },
      { value: key - 1, misconception: 'takes a killed mutant for a survivor' },
    ],
    place,
    { least: 0, most: 6, telling: 2 },
  );
  if (distractors === null) return null;
  const code = `function cost(n) {\n  if (n ${original.comparison} ${limit}) return n + ${plus};\n  return n * ${times};\n}`;
  return {
    stem: `The tests check ${inputs.map((n) => `\`cost(${n}) === ${run(original, n)}\``).join(' and ')}. A mutation tool makes six mutants, each with one change:\n\n\`\`\`js\n${code}\n\`\`\`\n\n\`\`\`\n${mutants.map(([name], index) => `M${index + 1}: ${name}`).join('\n')}\n\`\`\`\n\nHow many of the six mutants do the tests kill?`,
    key: String(key),
    distractors,
    explanation: `A mutant is killed when at least one check fails: ${killed.length === 0 ? 'none is' : killed.map(([name]) => `M${mutants.findIndex((row) => row[0] === name) + 1}`).join(', ')}, so ${key}. The others give the expected values for these inputs.`,
    hint: 'Work out the value of each mutant for each tested input.',
  };
}

const PROBLEM: Record<string, (random: Random, place: number) => Variant | null> = {
  easy: revealingInput,
  medium: branchOutcomes,
  hard: killedMutants,
};

/** What a set of tests reaches and finds; decided by running the code and its mutants. */
export const testingSuite: ItemModel = {
  id: 'testing-suite',
  version: 1,
  skillId: 'testing',
  title: 'What tests reach and find',
  levels: [
    { id: 'easy', difficulty: -0.9, expectedTimeMs: 50_000 },
    { id: 'medium', difficulty: 0.2, expectedTimeMs: 90_000 },
    { id: 'hard', difficulty: 1.2, expectedTimeMs: 120_000 },
  ],
  generate(random, level) {
    const place = drawKeyPlace(random);
    return untilMade(() => PROBLEM[level]!(random, place));
  },
};
