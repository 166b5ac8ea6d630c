import { type Distractor, type ItemModel, untilMade, type Variant } from '@/core/items/item-model';
import type { Random } from '@/core/items/random';

/** A piece of a pattern with a maker of texts it matches. */
type Piece = { readonly source: string; readonly sample: (random: Random) => string };

const from = (random: Random, letters: string, count: number): string =>
  Array.from({ length: count }, () => random.pick(letters.split(''))).join('');
const piece = (source: string, letters: string, lo: number, hi: number): Piece => ({
  source,
  sample: (random) => from(random, letters, random.int(lo, hi)),
});

const UPPER = 'ABCKXZ';
const LOWER = 'abckxz';
const DIGIT = '0123456789';
/** Each row holds pieces of one place that are easily taken for each other. */
const PLACES: readonly (readonly Piece[])[] = [
  [
    piece('[A-Z]{2}', UPPER, 2, 2),
    piece('[A-Z]+', UPPER, 1, 4),
    piece('[A-Z]{2,}', UPPER, 2, 4),
    piece('[A-Z]?', UPPER, 0, 1),
    piece('[A-Z]*', UPPER, 0, 3),
    piece('[A-Z]', UPPER, 1, 1),
  ],
  [
    piece('\\d{3}', DIGIT, 3, 3),
    piece('\\d+', DIGIT, 1, 4),
    piece('\\d*', DIGIT, 0, 3),
    piece('\\d{1,3}', DIGIT, 1, 3),
    piece('\\d?', DIGIT, 0, 1),
    piece('\\d{2,}', DIGIT, 2, 4),
  ],
  [
    piece('[a-z]{2}', LOWER, 2, 2),
    piece('[a-z]+', LOWER, 1, 3),
    piece('[a-z]*', LOWER, 0, 3),
    piece('[a-z]?', LOWER, 0, 1),
    piece('[a-c]+', 'abc', 1, 3),
    piece('[^a-c]+', 'kxz789', 1, 3),
  ],
];
const option = (text: string, sample: (random: Random) => string): Piece => ({ source: text, sample });
const JOINTS: Record<string, readonly Piece[]> = {
  easy: [option('-', () => '-'), option('-?', (random) => random.pick(['-', '']))],
  medium: [
    option('\\.', () => '.'),
    option('.', (random) => random.pick(['.', '-', 'x', '7'])),
    option('[.-]', (random) => random.pick(['.', '-'])),
    option('\\.?', (random) => random.pick(['.', ''])),
  ],
  hard: [
    option('(-\\d)?', (random) => random.pick(['', `-${random.int(0, 9)}`])),
    option('(-\\d)*', (random) =>
      random.pick(['', `-${random.int(0, 9)}`, `-${random.int(0, 9)}-${random.int(0, 9)}`]),
    ),
    option('(-\\d)+', (random) => random.pick([`-${random.int(0, 9)}`, `-${random.int(0, 9)}-${random.int(0, 9)}`])),
    option('(-\\d)', (random) => `-${random.int(0, 9)}`),
    option('(-|\\d)', (random) => random.pick(['-', '4'])),
  ],
};

type Pattern = readonly Piece[];
const source = (pattern: Pattern): string => `^${pattern.map((one) => one.source).join('')}$`;
const matches = (pattern: Pattern, text: string): boolean => new RegExp(source(pattern)).test(text);
const sampled = (random: Random, pattern: Pattern): string => pattern.map((one) => one.sample(random)).join('');

function attempt(random: Random, level: string): Variant | null {
  const [first, second] = random.shuffle(PLACES);
  const columns = [first!, JOINTS[level]!, second!];
  const base: Pattern = columns.map((column) => random.pick(column));
  const family: Pattern[] = [base];
  for (let i = 0; i < 12 && family.length < 4; i++) {
    const changed = random.int(0, 2);
    const rival = base.map((one, place) => (place === changed ? random.pick(columns[place]!) : one));
    if (!family.some((other) => source(other) === source(rival))) family.push(rival);
  }
  if (family.length < 4) return null;
  // Any of the four may be the key: were it the one the others derive from, what they share would give it away.
  const [key, ...rivals] = random.shuffle(family) as [Pattern, ...Pattern[]];
  const good = [...new Set(Array.from({ length: 3 }, () => sampled(random, key)))];
  // What only a rival matches is what the key must reject.
  const bad = [...new Set(rivals.map((rival) => sampled(random, rival)))].filter((text) => !matches(key, text));
  if (good.length < 3 || bad.length === 0 || [...good, ...bad].some((text) => text.length < 2)) return null;
  const fault = (rival: Pattern): string | null => {
    const missed = good.find((text) => !matches(rival, text));
    if (missed !== undefined) return `does not match ${missed}`;
    const taken = bad.find((text) => matches(rival, text));
    return taken === undefined ? null : `matches ${taken} as well`;
  };
  const distractors: Distractor[] = [];
  for (const rival of rivals) {
    const why = fault(rival);
    if (why === null) return null;
    const place = rival.findIndex((one, at) => one !== key[at]);
    distractors.push({
      text: `\`${source(rival)}\``,
      misconception: `takes ${rival[place]!.source} for ${key[place]!.source}: ${why}`,
    });
  }
  const quoted = (texts: readonly string[]) => texts.map((text) => `\`${text}\``).join(', ');
  return {
    stem: `Which pattern matches each of ${quoted(good)} and rejects ${quoted(bad)}?`,
    key: `\`${source(key)}\``,
    distractors,
    explanation: `\`${source(key)}\` does both. ${rivals.map((rival) => `\`${source(rival)}\` ${fault(rival)!.replace(/(match\w*) (\S+)/, '$1 `$2`')}`).join('; ')}.`,
    hint: 'Look for the text with the most unusual part, and test every pattern with it first.',
  };
}

/** Which pattern accepts and rejects as wanted; each pattern is tried on each text. */
export const regexChoice: ItemModel = {
  id: 'regex-choice',
  version: 1,
  skillId: 'regex',
  title: 'Pattern for given examples',
  levels: [
    { id: 'easy', difficulty: -0.5, expectedTimeMs: 55_000 },
    { id: 'medium', difficulty: 0.1, expectedTimeMs: 60_000 },
    { id: 'hard', difficulty: 0.6, expectedTimeMs: 70_000 },
  ],
  generate: (random, level) => untilMade(() => attempt(random, level)),
};
