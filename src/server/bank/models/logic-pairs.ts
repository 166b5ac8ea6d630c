import { type ContentModel, untilMade } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';

type Term = { text: string; value: number };

function term(random: Random, isHard: boolean): Term {
  const [a, b] = [random.int(1, 15), random.int(1, 15)];
  switch (random.pick(isHard ? ['and', 'or', 'xor', 'left', 'right', 'not'] : ['and', 'or', 'xor'])) {
    case 'and':
      return { text: `${a} & ${b}`, value: a & b };
    case 'or':
      return { text: `${a} | ${b}`, value: a | b };
    case 'xor':
      return { text: `${a} ^ ${b}`, value: a ^ b };
    case 'left':
      return { text: `${a} << ${b % 3}`, value: a << (b % 3) };
    case 'right':
      return { text: `${a} >> ${(b % 3) + 1}`, value: a >> ((b % 3) + 1) };
    default:
      return { text: `${a} & ~${b}`, value: a & ~b };
  }
}

/** Bitwise expressions and their values; one value is left over. */
export const logicPairs: ContentModel = {
  id: 'logic-pairs',
  version: 1,
  skillId: 'logic',
  title: 'Values of bitwise expressions',
  type: 'matching',
  levels: [
    { id: 'easy', difficulty: -0.6, expectedTimeMs: 75_000 },
    { id: 'hard', difficulty: 0.5, expectedTimeMs: 90_000 },
  ],
  make: (random, level) =>
    untilMade(() => {
      const terms = Array.from({ length: 4 }, () => term(random, level === 'hard'));
      if (new Set(terms.map(({ value }) => value)).size < 4 || new Set(terms.map(({ text }) => text)).size < 4)
        return null;
      const asked = terms.slice(0, 3);
      return {
        type: 'matching',
        stem: 'Which value does each expression have? All numbers are whole and written in decimal; `&` is bitwise and, `|` or, `^` exclusive or, `~` complement, `<<` and `>>` shift.',
        prompts: asked.map(({ text }, index) => ({ id: `p${index}`, text: `\`${text}\`` })),
        targets: terms.map(({ value }, index) => ({ id: `t${index}`, text: String(value) })),
        key: Object.fromEntries(asked.map((_, index) => [`p${index}`, `t${index}`])),
        explanation: asked.map(({ text, value }) => `\`${text}\` is ${value} (binary ${value.toString(2)}).`).join(' '),
        hint: 'Write the numbers in binary, one below the other.',
      };
    }),
};
