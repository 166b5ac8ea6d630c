import { type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';
import { balancedByLength, type WrongOption } from './option-choice';

type Case = { readonly text: string; readonly pattern: string; readonly global: boolean; readonly by: string };

const WORDS = [
  'ab',
  'cat',
  'dog',
  'egg',
  'fig',
  'hen',
  'ink',
  'jam',
  'kit',
  'log',
  'moss',
  'nut',
  'oak',
  'pin',
  'reed',
];
const replaced = ({ text, pattern, global, by }: Case): string =>
  text.replace(new RegExp(pattern, global ? 'g' : ''), by);

function draw(random: Random, level: string): Case {
  const words = random.shuffle(WORDS);
  const [one, two, three] = words as [string, string, string];
  const number = () => String(random.int(1, 999));
  const global = random.next() < 0.6;
  if (level === 'easy') {
    const text = random.pick([`${one}${number()} ${two}${number()}`, `${number()}-${one}-${number()}`, `${one} ${number()} ${two} ${number()}`]); // biome-ignore format: one row
    return {
      text,
      global,
      pattern: random.pick(['\\d', '\\d+', '[a-z]+', '[a-z]', '\\w+', '[^a-z]+', '\\D+', '\\d\\d']),
      by: random.pick(['#', '*', 'x', '_']),
    };
  }
  if (level === 'medium') {
    const text = random.pick([`${one}=${number()}, ${two}=${number()}`, `${one}.${two}, ${two}.${three}`, `${number()}/${number()} ${number()}/${number()}`, `${one}-${number()} ${two}-${number()}`]); // biome-ignore format: one row
    return {
      text,
      global,
      pattern: random.pick([
        '(\\w+)=(\\w+)',
        '(\\w+)\\.(\\w+)',
        '(\\d+)/(\\d+)',
        '(\\w+)-(\\d+)',
        '(\\w)(\\w+)',
        '(\\w+)(\\W)',
      ]),
      by: random.pick(['$2:$1', '$2$1', '<$1>', '[$&]', '$1$1', '$2']),
    };
  }
  const text = random.pick([`"${one}" and "${two}"`, `<${one}><${two}>`, `(${one}) ${three} (${two})`, `${one}${number()}${two}`, `${one}, ${two}, ${three}`]); // biome-ignore format: one row
  return {
    text,
    global,
    pattern: random.pick([
      '"(.+)"',
      '"(.+?)"',
      '<(.+)>',
      '<(.+?)>',
      '\\((.*)\\)',
      '\\((.*?)\\)',
      '([a-z]+?)(\\d+)',
      '(\\w+)(?=,)',
      '\\b(\\w)',
      '(\\w)\\b',
      '(?<=, )(\\w)',
      '(\\w+), (\\w+)',
    ]),
    by: random.pick(['[$1]', '$1-', '{$&}', '$1', '$1$1', '_']),
  };
}

function attempt(random: Random, level: string, shorter: number): Variant | null {
  const drawn = draw(random, level);
  const key = replaced(drawn);
  if (key === drawn.text) return null;
  const { text, pattern, global, by } = drawn;
  const swapped = by.replace(/\$([12])/g, (_, digit: string) => `$${3 - Number(digit)}`);
  const lazy = /[+*]\?/.test(pattern) ? pattern.replace(/([+*])\?/g, '$1') : pattern.replace(/([+*])(?!\?)/, '$1?');
  const wrong: WrongOption[] = [
    [
      replaced({ ...drawn, global: !global }),
      global ? 'replaces the first match only' : 'replaces every match without the flag g',
    ],
    [replaced({ ...drawn, pattern: lazy }), 'confuses greedy with lazy'],
    [replaced({ ...drawn, by: swapped }), 'counts the groups from the wrong side'],
    [replaced({ ...drawn, by: by.replaceAll('$', '$$$$') }), 'takes the placeholders literally'],
    [
      replaced({ ...drawn, by: by.includes('$&') ? by.replace('$&', '$1') : by.replace(/\$1/, '$$&') }),
      'confuses the whole match with the group',
    ],
    [replaced({ ...drawn, pattern: pattern.replace(/[+*]\??/, '') }), 'lets the first quantifier repeat nothing'],
    [
      replaced({ ...drawn, pattern: /[+*]|\\b|\(\?/.test(pattern) ? pattern : `${pattern}+` }),
      'replaces a run at once',
    ],
    [
      replaced({ ...drawn, pattern: pattern.replace(/\(\?<?=(.*?)\)/, '$1') }),
      'takes what is looked at as part of the match',
    ],
    [replaced({ ...drawn, pattern: pattern.replace('\\b', '') }), 'overlooks the word boundary'],
    [text.replace(new RegExp(pattern, 'g'), ''), 'removes what matches'],
    [(text.match(new RegExp(pattern)) ?? [''])[0].replace(new RegExp(pattern), by), 'drops what does not match'],
    [text, 'expects no match'],
  ];
  const code = (value: string) => `\`${value}\``;
  const usable = wrong.filter(([value]) => value.trim() === value && value !== '');
  const distractors = balancedByLength(random, code(key), shorter, usable.map(([value, why]) => [code(value), why] as const)); // biome-ignore format: one row
  if (distractors === null || key.trim() !== key || key === '') return null;
  const matches = [...text.matchAll(new RegExp(pattern, 'g'))].map(([match]) => `\`${match}\``);
  const shown = global ? matches : matches.slice(0, 1);
  const count = shown.length === 1 ? 'The replaced match is' : 'The replaced matches are';
  return {
    stem: `What does \`'${text}'.replace(/${pattern}/${global ? 'g' : ''}, '${by}')\` evaluate to in JavaScript?`,
    key: code(key),
    distractors,
    explanation: `${global ? 'With the flag `g` every match is replaced' : 'Without the flag `g` the first match alone is replaced'}. ${count} ${shown.join(', ')}, each by \`${by}\`: \`${key}\`.`,
    hint: 'Mark what the pattern matches first, then whether it goes on, and only then put in the replacement.',
  };
}

/** The text after a replacement; the engine itself gives the key. */
export const regexReplace: ItemModel = {
  id: 'regex-replace',
  version: 1,
  skillId: 'regex',
  title: 'Result of a replacement',
  levels: [
    { id: 'easy', difficulty: -0.8, expectedTimeMs: 45_000 },
    { id: 'medium', difficulty: 0.1, expectedTimeMs: 60_000 },
    { id: 'hard', difficulty: 0.9, expectedTimeMs: 65_000 },
  ],
  generate(random, level) {
    const shorter = random.int(0, 3);
    return untilMade(() => attempt(random, level, shorter));
  },
};
