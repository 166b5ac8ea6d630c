import { type ContentModel, untilMade } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';

const WORDS = [
  'harbour',
  'lantern',
  'meadow',
  'compass',
  'orchard',
  'thunder',
  'village',
  'captain',
  'journey',
  'diamond',
];

type Call = { code: string; value: string; why: string };

/** String methods with a start and an end, which count from different places. */
function call(random: Random): Call {
  const word = random.pick(WORDS);
  const start = random.int(0, 4);
  const end = random.int(2, word.length);
  switch (random.pick(['slice', 'fromEnd', 'substring', 'at', 'replace', 'pad'])) {
    case 'slice':
      return {
        code: `'${word}'.slice(${start}, ${end})`,
        value: word.slice(start, end),
        why: 'The end is not included.',
      };
    case 'fromEnd':
      return {
        code: `'${word}'.slice(-${end})`,
        value: word.slice(-end),
        why: 'A negative start counts from the end.',
      };
    case 'substring':
      return {
        code: `'${word}'.substring(${end}, ${start})`,
        value: word.substring(end, start),
        why: 'The smaller of the two is taken as the start.',
      };
    case 'at': {
      const place = random.int(1, word.length);
      return {
        code: `'${word}'.at(-${place}) + '${word}'[${start}]`,
        value: word.at(-place)! + word[start]!,
        why: '`at(-1)` is the last character, `[0]` the first.',
      };
    }
    case 'replace': {
      const letter = random.pick([...new Set(word)]);
      return {
        code: `'${word}${word}'.replace('${letter}', '${letter.toUpperCase()}')`,
        value: `${word}${word}`.replace(letter, letter.toUpperCase()),
        why: 'A text as the pattern is replaced once only.',
      };
    }
    default: {
      const width = random.int(2, 12);
      const mark = random.pick(['x', '0', '*', '-']);
      const head = word.slice(0, start + 2);
      return {
        code: `'${head}'.padStart(${width}, '${mark}')`,
        value: head.padStart(width, mark),
        why: 'Padding fills up to the length given, and does nothing to a text that is as long already.',
      };
    }
  }
}

/** What a string expression gives, to be written rather than recognised. */
export const javascriptValue: ContentModel = {
  id: 'javascript-value',
  version: 1,
  skillId: 'javascript',
  title: 'Value of a string expression',
  type: 'shortText',
  levels: [{ id: 'medium', difficulty: 0, expectedTimeMs: 45_000 }],
  make: (random) =>
    untilMade(() => {
      const { code, value, why } = call(random);
      if (value === '' || value !== value.trim()) return null;
      return {
        type: 'shortText',
        stem: `Which string does \`${code}\` give? Write it without quotes; letter case counts.`,
        accepted: { kind: 'normalised', texts: [value], matchCase: true },
        explanation: `It gives \`${value}\`. ${why}`,
        hint: 'Number the characters from 0.',
      };
    }),
};
