import { type Distractor, type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';

const code = (text: string): string => `\`${text}\``;
/** In quotes, so that spaces show and digits are not taken for numbers, which would be sorted. */
const quoted = (text: string): string => code(`"${text}"`);
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const letterFrom = (random: Random, lo: number, hi: number): string => LETTERS[random.int(lo, hi)]!;
const repeat = (times: number, make: () => string): string => Array.from({ length: times }, make).join('');

/** A pattern of a class, a separator and digits; wrong texts break one part each. */
function fullMatch(random: Random): Variant | null {
  const [from, width] = [random.int(1, 14), random.int(3, 6)];
  const to = from + width;
  const [least, most, digits] = [random.int(1, 2), random.int(3, 4), random.int(2, 3)];
  const separator = random.pick(['-', '_', ':', '#', '/']);
  const optional = random.next() < 0.5;
  const pattern = `^[${LETTERS[from]}-${LETTERS[to]}]{${least},${most}}${separator}${optional ? '?' : ''}\\d{${digits}}$`;
  const regex = new RegExp(pattern);
  const inside = (count: number) => repeat(count, () => letterFrom(random, from, to));
  const number = (count: number) => repeat(count, () => String(random.int(0, 9)));
  const outsider = random.next() < 0.5 ? LETTERS[from - 1]! : LETTERS[to + 1]!;
  const good = random.int(least, most);
  const key = inside(good) + (optional && random.next() < 0.6 ? '' : separator) + number(digits);
  // At most one text that is too long, or the key could be told by being shorter than the rest.
  const longer: [string, string][] = [
    [inside(most + 1) + separator + number(digits), 'overlooks the upper bound of a quantifier'],
    [inside(good) + separator + number(digits + 1), 'overlooks the anchor at the end'],
    [inside(good) + separator + separator + number(digits), 'takes `?` or a plain character for `+`'],
  ];
  const others: [string, string][] = [
    [inside(Math.max(0, good - 1)) + outsider + separator + number(digits), 'misjudges the end of a range'],
    [inside(good) + separator + number(digits - 1), 'takes an exact count for an upper bound'],
    [inside(good).toUpperCase() + separator + number(digits), 'expects matching to ignore case'],
    [
      optional ? `${inside(good)}${separator}${inside(1)}${number(digits - 1)}` : inside(good) + number(digits),
      'leaves out a part that is required',
    ],
  ];
  const wrong = random.next() < 0.5 ? [random.pick(longer), ...random.shuffle(others)] : random.shuffle(others);
  if (!regex.test(key) || wrong.some(([text]) => regex.test(text))) return null;
  return {
    stem: `Which text does the pattern \`${pattern}\` match?`,
    key: code(key),
    distractors: wrong.slice(0, 3).map(([text, misconception]) => ({ text: code(text), misconception })),
    explanation: `The pattern wants ${least} to ${most} letters from ${LETTERS[from]} to ${LETTERS[to]}, ${optional ? 'perhaps' : 'then'} one "${separator}", exactly ${digits} digits and nothing else. ${wrong
      .slice(0, 3)
      .map(([text]) => `\`${text}\``)
      .join(', ')} each break one of these.`,
    hint: 'Check the texts part by part, from the first anchor to the last.',
  };
}

/**
 * Options are what other patterns would have matched: the first rival, which is the classic mistake, and two of the
 * others, drawn so that no length gives a distractor away. Null unless three differ from the key.
 */
function fromRivals(
  random: Random,
  key: string,
  rivals: readonly (readonly [string | undefined, string])[],
): Distractor[] | null {
  const chosen: Distractor[] = [];
  for (const [text, misconception] of [...rivals.slice(0, 1), ...random.shuffle(rivals.slice(1))]) {
    if (text === undefined || text === '' || text === key || chosen.some((option) => option.text === quoted(text)))
      continue;
    chosen.push({ text: quoted(text), misconception });
  }
  return chosen.length < 3 ? null : chosen.slice(0, 3);
}

/** What is found first: greedy, lazy or a negated class. */
function firstMatch(random: Random): Variant | null {
  const [open, close] = random.pick([
    ['<', '>'],
    ['(', ')'],
    ['[', ']'],
    ['"', '"'],
    ['{', '}'],
    ["'", "'"],
  ] as const);
  const word = () => repeat(random.int(1, 3), () => letterFrom(random, 0, 25));
  const text = `${word()} ${open}${word()}${close}${random.next() < 0.5 ? ' ' : ''}${word()}${open}${word()}${close} ${word()}`;
  const [start, end] = [open, close].map((mark) => mark.replace(/[()[\]{}]/, '\\$&')) as [string, string];
  const forms = { greedy: `${start}.+${end}`, lazy: `${start}.+?${end}`, negated: `${start}[^${end}]+${end}` };
  const form = random.pick(['greedy', 'lazy', 'negated'] as const);
  const key = new RegExp(forms[form]).exec(text)![0];
  const inner = key.slice(1, -1);
  const distractors = fromRivals(random, key, [
    [
      new RegExp(form === 'greedy' ? forms.lazy : forms.greedy).exec(text)![0],
      form === 'greedy' ? 'expects a greedy quantifier to stop early' : 'expects the match to run to the last mark',
    ],
    [inner, 'leaves the delimiters out of the match'],
    [text.slice(text.indexOf(open)), 'expects the match to run to the end of the text'],
    [
      text.slice(text.lastIndexOf(open, text.lastIndexOf(close) - 1), text.lastIndexOf(close) + 1),
      'expects the last match instead of the first',
    ],
  ]);
  if (distractors === null) return null;
  return {
    stem: `What does the pattern \`${forms[form]}\` match first in the text \`${text}\`?`,
    key: quoted(key),
    distractors,
    explanation: `${{ greedy: 'The greedy `.+` takes as much as it can and gives back only until the closing mark fits', lazy: 'The lazy `.+?` takes as little as it can and stops at the first closing mark', negated: 'The class takes anything but the closing mark, so it cannot run past it' }[form]}: \`${key}\`. The match includes the marks themselves.`,
    hint: 'Where does the match begin, and how far does the quantifier try to go?',
  };
}

/** What a group captures when two quantifiers share the same characters. */
function captured(random: Random): Variant | null {
  const letters = repeat(random.int(2, 4), () => letterFrom(random, 0, 25));
  const digits = repeat(random.int(3, 5), () => String(random.int(1, 9)));
  const fixed = random.int(2, 3);
  const dash = `${letters}-${repeat(2, () => letterFrom(random, 0, 25))}-${digits}`;
  const [pattern, text] = random.pick([
    [`^(\\w+)(\\d+)$`, letters + digits],
    [`^(\\w+?)(\\d+)$`, letters + digits],
    [`^(\\w*)(\\d{${fixed}})$`, letters + digits],
    [`^(\\w+)(\\d*)$`, letters + digits],
    [`^(.+)-(.+)$`, dash],
    [`^(.+?)-(.+)$`, dash],
    [`^(\\d+)(\\d)(\\d*)$`, digits],
    [`^(\\d+?)(\\d)(\\d*)$`, digits],
  ] as const);
  const match = new RegExp(pattern).exec(text);
  const group = random.int(1, 2);
  const key = match?.[group];
  if (!match || key === undefined || key === '') return null;
  const swapped = pattern.includes('+?') ? pattern.replace('+?', '+') : pattern.replace(/([+*])\)/, '$1?)');
  const rivals = [swapped, `^([a-z]+)(\\d+)$`, `^(.+?)-(.+)$`, `^(.+)-(.+)$`].map((rival) =>
    new RegExp(rival).exec(text),
  );
  const distractors = fromRivals(random, key, [
    [rivals[0]?.[group], 'confuses greedy with lazy'],
    [match[3 - group], 'counts the groups wrongly'],
    [rivals[1]?.[group], 'expects letters and digits to be told apart'],
    [match[0], 'gives the whole match'],
    [rivals[2]?.[group], 'cuts at the first dash'],
    [rivals[3]?.[group], 'cuts at the last dash'],
    [key.length > 1 ? key.slice(0, -1) : undefined, 'gives back one character too many'],
    [text.slice(-key.length - 1), 'gives back one character too few'],
  ]);
  if (distractors === null) return null;
  return {
    stem: `The pattern \`${pattern}\` is matched against \`${text}\`. What does capture group ${group} hold?`,
    key: quoted(key),
    distractors,
    explanation: `The groups take their share from left to right, greedy ones as much and lazy ones as little as lets the rest succeed: ${match
      .slice(1)
      .map((part, index) => `group ${index + 1} holds \`${part || '(nothing)'}\``)
      .join(', ')}.`,
    hint: 'Serve the groups from left to right and leave each later one the least it needs.',
  };
}

const PROBLEM: Record<string, (random: Random) => Variant | null> = {
  easy: fullMatch,
  medium: firstMatch,
  hard: captured,
};

/** What a regular expression matches; the engine itself gives the key. */
export const regexMatch: ItemModel = {
  id: 'regex-match',
  version: 1,
  skillId: 'regex',
  title: 'What a pattern matches',
  levels: [
    { id: 'easy', difficulty: -0.9, expectedTimeMs: 50_000 },
    { id: 'medium', difficulty: 0, expectedTimeMs: 50_000 },
    { id: 'hard', difficulty: 1, expectedTimeMs: 65_000 },
  ],
  generate: (random, level) => untilMade(() => PROBLEM[level]!(random)),
};
