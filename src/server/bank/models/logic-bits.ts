import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';
import { firstDistinct, type WrongOption } from './option-choice';

type Sign = '&' | '|' | '^' | '& ~';
const SIGNS: readonly Sign[] = ['&', '|', '^', '& ~'];

const joined = (left: number, sign: Sign, right: number): number =>
  sign === '&' ? left & right : sign === '|' ? left | right : sign === '^' ? left ^ right : left & ~right;
const MISREAD: Record<Sign, readonly [Sign, string]> = {
  '&': ['|', 'takes and for or'],
  '|': ['^', 'takes or for exclusive or'],
  '^': ['|', 'takes exclusive or for or'],
  '& ~': ['&', 'overlooks the complement'],
};

function attempt(random: Random, level: string): Variant | null {
  const width = level === 'easy' ? 4 : 8;
  const full = 2 ** width - 1;
  const code = (value: number) => `\`0b${(value & full).toString(2).padStart(width, '0')}\``;
  const bare = (value: number) => code(value).slice(1, -1);
  const [a, b, c] = [random.int(1, full - 1), random.int(1, full - 1), random.int(1, full - 1)] as const;
  const [first, second] = [random.pick(SIGNS), random.pick(SIGNS)];
  const shift = level === 'hard' ? random.int(1, 3) : 0;
  const left = random.next() < 0.5;
  const moved = (value: number, toLeft = left) => (toLeft ? value << shift : value >> shift) & full;
  const run = (one: Sign, two: Sign, from = moved(a)) => joined(joined(from, one, b), two, c) & full;
  const single = level === 'easy';
  const key = single ? joined(a, first, b) : run(first, second);
  const from = moved(a);
  const wrong: WrongOption[] = single
    ? SIGNS.filter((sign) => sign !== first).map((sign) => [
        code(joined(a, sign, b)),
        `computes \`a ${sign} b\` instead`,
      ])
    : [
        [code(run(MISREAD[first][0], second)), MISREAD[first][1]],
        [code(run(first, MISREAD[second][0])), MISREAD[second][1]],
        [code(joined(from, first, joined(b, second, c))), 'groups from the right against the parentheses'],
        ...(shift > 0
          ? ([
              [code(run(first, second, moved(a, !left))), 'shifts in the other direction'],
              [code(run(first, second, a)), 'overlooks the shift'],
              [
                code(run(first, second, ((a << shift) | (a >> (width - shift))) & full)),
                'lets bits that fall out come back at the other end',
              ],
            ] as const)
          : []),
        [code(joined(from, first, b)), 'stops after the first operation'],
        [code(~key), 'complements the result'],
      ];
  if (single)
    wrong.push(
      [code(~joined(a, first, b)), 'complements the result'],
      [code(a + b), 'adds the numbers'],
      [code(a), 'expects no change'],
    );
  const distractors = firstDistinct(code(key), random.shuffle(wrong));
  if (distractors === null || key === 0 || key === full) return null;
  const start = shift > 0 ? `(a ${left ? '<<' : '>>>'} ${shift}) & ${`0b${full.toString(2)}`}` : 'a';
  const term = (sign: Sign, name: string) => `${sign.replace(' ', ' ')}${sign === '& ~' ? '' : ' '}${name}`;
  const expression = single
    ? `a ${term(first, 'b')}`
    : `(${shift > 0 ? `(${start})` : 'a'} ${term(first, 'b')}) ${term(second, 'c')}`;
  const values = `a = ${bare(a)}; b = ${bare(b)};${single ? '' : ` c = ${bare(c)};`}`;
  const steps = [
    ...(shift > 0 ? [`the shifted a is ${code(from)}`] : []),
    ...(single ? [] : [`the inner parentheses give ${code(joined(from, first, b))}`]),
    `the result is ${code(key)}`,
  ];
  return {
    stem: `What is the value of \`${expression}\`, written with ${width} bits?\n\n\`\`\`js\n${values}\n\`\`\``,
    key: code(key),
    distractors,
    explanation: `Bit by bit, \`&\` keeps what both have, \`|\` what either has, \`^\` where they differ, and \`& ~\` clears: ${steps.join(', ')}.`,
    hint: 'Write the numbers one below the other and go column by column.',
  };
}

/** Masks, flags and shifts. */
export const logicBits: ItemModel = {
  id: 'logic-bits',
  version: 1,
  skillId: 'logic',
  title: 'Bit masks and shifts',
  levels: [
    { id: 'easy', difficulty: -0.9, expectedTimeMs: 40_000 },
    { id: 'medium', difficulty: 0, expectedTimeMs: 65_000 },
    { id: 'hard', difficulty: 0.6, expectedTimeMs: 85_000 },
  ],
  generate: (random, level) => untilMade(() => attempt(random, level)),
};
