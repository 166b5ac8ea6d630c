import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import { drawKeyPlace, numericDistractors, type Slip } from '@/core/items/numeric-distractors';
import type { Random } from '@/core/items/random';

type Problem = { code: string; key: number; slips: Slip[]; explanation: string };

/** How often the body of `for (i = from; i < to (or <= to); i += step)` runs. */
function rounds(from: number, to: number, inclusive: boolean, step: number): number {
  let count = 0;
  for (let i = from; inclusive ? i <= to : i < to; i += step) count++;
  return count;
}

function nestedLoops(random: Random): Problem {
  const [from, to, step, inner] = [random.int(0, 2), random.int(6, 18), random.int(1, 4), random.int(3, 8)];
  const inclusive = random.next() < 0.5;
  const outer = rounds(from, to, inclusive, step);
  return {
    code: `let count = 0;\nfor (let i = ${from}; i ${inclusive ? '<=' : '<'} ${to}; i += ${step}) {\n  for (let j = 0; j < ${inner}; j++) {\n    count++;\n  }\n}`,
    key: outer * inner,
    slips: [
      {
        value: rounds(from, to, !inclusive, step) * inner,
        misconception: 'one too many or too few at the upper bound',
      },
      { value: outer + inner, misconception: 'adds nested loops instead of multiplying' },
      { value: rounds(from, to, inclusive, 1) * inner, misconception: 'overlooks the step' },
      { value: (outer - 1) * inner, misconception: 'forgets the first round' },
      { value: (outer + 1) * inner, misconception: 'counts a round after the end' },
      { value: outer * (inner + 1), misconception: 'counts the inner loop as inclusive' },
      { value: outer * (inner - 1), misconception: 'starts the inner loop at one' },
    ],
    explanation: `The outer loop runs ${outer} times and the inner one ${inner} times in each: ${outer} * ${inner} = ${outer * inner}.`,
  };
}

function dependentLoops(random: Random): Problem {
  const halving = random.next() < 0.5;
  if (halving) {
    const [n, inner, divisor] = [random.int(9, 70), random.int(2, 6), random.int(2, 3)];
    let outer = 0;
    for (let i = n; i > 1; i = Math.floor(i / divisor)) outer++;
    const key = outer * inner;
    return {
      code: `let count = 0;\nfor (let i = ${n}; i > 1; i = Math.floor(i / ${divisor})) {\n  for (let j = 0; j < ${inner}; j++) {\n    count++;\n  }\n}`,
      key,
      slips: [
        { value: (outer + 1) * inner, misconception: 'counts the round that no longer runs' },
        { value: (outer - 1) * inner, misconception: 'stops one division early' },
        { value: outer + inner, misconception: 'adds nested loops instead of multiplying' },
        { value: Math.floor(n / divisor) * inner, misconception: 'divides once instead of repeatedly' },
        { value: n * inner, misconception: 'takes the division for a decrement' },
      ],
      explanation: `${n} can be divided by ${divisor} and rounded down ${outer} times until it is 1 or less; each time the inner loop runs ${inner} times: ${key}.`,
    };
  }
  const n = random.int(5, 16);
  const start = random.pick(['i', 'i + 1'] as const);
  const from = random.int(0, 2);
  let key = 0;
  for (let i = from; i < n; i++) for (let j = start === 'i' ? i : i + 1; j < n; j++) key++;
  const width = n - from;
  return {
    code: `let count = 0;\nfor (let i = ${from}; i < ${n}; i++) {\n  for (let j = ${start}; j < ${n}; j++) {\n    count++;\n  }\n}`,
    key,
    slips: [
      { value: start === 'i' ? key - width : key + width, misconception: 'wrong treatment of the diagonal' },
      { value: width * width, misconception: 'takes the inner loop for a full one' },
      { value: Math.floor((width * width) / 2), misconception: 'takes half of the square' },
      { value: 2 * width - 1, misconception: 'adds the loops' },
      { value: key + width + 1, misconception: 'one round too many' },
      { value: key - width + 1, misconception: 'one round too few' },
    ],
    explanation: `The inner loop gets shorter by one each time: ${Array.from({ length: width }, (_, k) => width - k - (start === 'i' ? 0 : 1)).join(' + ')} = ${key}.`,
  };
}

/** Calls of a recursive function: the arguments of its inner calls, as text and as a rule. */
function recursiveCalls(random: Random): Problem {
  const minus = (by: number) => ({ text: `n - ${by}`, of: (n: number) => n - by });
  const divided = (by: number) => ({ text: `Math.floor(n / ${by})`, of: (n: number) => Math.floor(n / by) });
  const [a, b] = [random.int(1, 4), random.int(1, 4)];
  const inner = random.pick([
    [minus(a), minus(b)],
    [minus(a), minus(b)],
    [minus(a + 1), minus(b + 1), minus(3)],
    [divided(2), minus(a)],
    [divided(2), divided(a > 2 ? 2 : 3)],
    [divided(3), minus(b + 1)],
  ]);
  const base = random.int(0, 2);
  const n = random.int(4, inner.every(({ text }) => text.startsWith('Math')) ? 60 : 13);
  let leaves = 0;
  let deepest = 0;
  let total = 0;
  const call = (k: number, depth: number): void => {
    total++;
    if (total > 200) return;
    deepest = Math.max(deepest, depth);
    if (k <= base) leaves++;
    else for (const { of } of inner) call(of(k), depth + 1);
  };
  call(n, 1);
  const key = total;
  return {
    code: `let count = 0;\nfunction f(n) {\n  count++;\n  if (n <= ${base}) return;\n${inner.map(({ text }) => `  f(${text});`).join('\n')}\n}\nf(${n});`,
    key,
    slips: [
      { value: key - 1, misconception: 'forgets the first call' },
      { value: leaves, misconception: 'counts only the calls that return at once' },
      { value: key - leaves, misconception: 'counts only the calls that go on' },
      { value: deepest, misconception: 'counts one path instead of the tree' },
      { value: key + inner.length, misconception: 'lets one call too many go on' },
      { value: key + leaves, misconception: 'lets the base case call once more' },
      { value: 2 * key - 1, misconception: 'doubles once too often' },
    ],
    explanation: `Let C(n) be the number of calls: C(n) = 1 for n <= ${base}, else 1 + ${inner.map(({ text }) => `C(${text})`).join(' + ')}. That gives C(${n}) = ${key}, of which ${leaves} return at once.`,
  };
}

const PROBLEM: Record<string, (random: Random) => Problem> = {
  easy: nestedLoops,
  medium: dependentLoops,
  hard: recursiveCalls,
};

/** The exact number of times a statement runs. The count comes from running the same loops. */
export const algorithmsStepCount: ItemModel = {
  id: 'algorithms-step-count',
  version: 1,
  skillId: 'algorithms',
  title: 'Number of steps of a small program',
  levels: [
    { id: 'easy', difficulty: -1, expectedTimeMs: 50_000 },
    { id: 'medium', difficulty: 0.2, expectedTimeMs: 70_000 },
    { id: 'hard', difficulty: 1.3, expectedTimeMs: 100_000 },
  ],
  generate(random, level): Variant {
    const place = drawKeyPlace(random);
    return untilMade(() => {
      const { code, key, slips, explanation } = PROBLEM[level]!(random);
      if (key < 4 || key > 150) return null;
      const distractors = numericDistractors(key, slips, place, { least: 1, telling: 2 });
      if (distractors === null) return null;
      return {
        stem: `Which value does \`count\` have at the end?\n\n\`\`\`js\n${code}\n\`\`\``,
        key: String(key),
        distractors,
        explanation,
        hint: 'Write down the first and the last round before multiplying or adding.',
      };
    });
  },
};
