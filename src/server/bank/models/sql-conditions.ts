import { type ContentModel, untilMade } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';

type Condition = { text: string; holds: (x: number) => boolean };

function condition(random: Random, level: string): Condition {
  const low = random.int(2, 9) * 2;
  const high = low + random.int(2, 6) * 3;
  const left = low + random.int(1, 5);
  const [a, b] = [random.int(4, 30), random.int(4, 30)];
  if (level === 'easy')
    return random.pick<Condition>([
      { text: `x BETWEEN ${low} AND ${high}`, holds: (x) => x >= low && x <= high },
      { text: `x > ${low} AND x <> ${left}`, holds: (x) => x > low && x !== left },
      { text: `x NOT IN (${low}, ${left}) AND x <= ${high}`, holds: (x) => x !== low && x !== left && x <= high },
    ]);
  return random.pick<Condition>([
    { text: `NOT (x >= ${low} AND x < ${high})`, holds: (x) => !(x >= low && x < high) },
    { text: `x < ${low} OR x > ${left} AND x <= ${high}`, holds: (x) => x < low || (x > left && x <= high) },
    { text: `x NOT BETWEEN ${low} AND ${high} OR x = ${left}`, holds: (x) => !(x >= low && x <= high) || x === left },
    { text: `x % 3 = ${a % 3} AND NOT x > ${high + (b % 7)}`, holds: (x) => x % 3 === a % 3 && x <= high + (b % 7) },
  ]);
}

/** Rows that a condition keeps: ends of intervals, precedence of AND over OR, negation. */
export const sqlConditions: ContentModel = {
  id: 'sql-conditions',
  version: 1,
  skillId: 'sql',
  title: 'Rows a condition keeps',
  type: 'multipleResponse',
  levels: [
    { id: 'easy', difficulty: -0.7, expectedTimeMs: 60_000 },
    { id: 'hard', difficulty: 0.5, expectedTimeMs: 80_000 },
  ],
  make: (random, level) =>
    untilMade(() => {
      const { text, holds } = condition(random, level);
      const values = random
        .shuffle(Array.from({ length: 40 }, (_, index) => index + 1))
        .slice(0, 6)
        .sort((a, b) => a - b);
      const kept = values.filter(holds);
      if (kept.length !== 3) return null; // the same points in every variant, and choosing everything earns none
      return {
        type: 'multipleResponse',
        stem: `Table \`t\` has a column \`x\` of whole numbers. Which of these values does \`SELECT x FROM t WHERE ${text}\` keep? Choose every one.`,
        options: values.map((value, index) => ({ id: `v${index}`, text: String(value) })),
        keyIds: values.flatMap((value, index) => (holds(value) ? [`v${index}`] : [])),
        explanation: `The condition is true for ${kept.join(', ')}. BETWEEN includes both ends, and AND binds more tightly than OR.`,
        hint: 'Try the condition on one value after the other.',
      };
    }),
};
