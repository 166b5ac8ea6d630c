import type { Token } from './reading';

/**
 * What is known of words beyond the text: a short vector each, so that words of like meaning lie close, and their opposites.
 * `words` are separated by spaces; `vectors` hold `dimensions` values a word, four bits each (1..15, 8 is zero, the low half of a
 * byte first), base 64; `opposites` has one line a word: the word, then its opposites.
 */
export type LexiconData = { dimensions: number; words: string; vectors: string; opposites: string };

export type Lexicon = {
  /** The word's number, or undefined when the lexicon does not have it. */
  idOf(token: Token): number | undefined;
  /** Likeness of meaning of two words by number, 0 (nothing in common) to 1 (interchangeable in most texts). */
  closeness(a: number, b: number): number;
  /** Words against this token, in dictionary form; those formed by a prefix need not exist. */
  oppositesOf(token: Token): ReadonlySet<string>;
};

/** Cosines up to here are those of unrelated words (19 of 20 pairs drawn at random lie below), and from there on of synonyms. */
const COSINE = { unrelated: 0.2, same: 0.7 } as const;
const NONE: ReadonlySet<string> = new Set();
/** On adjectives and adverbs; before other words most of these letters are no negation ("cover" and "discover"). */
const PREFIXES = ['un', 'in', 'im', 'ir', 'il', 'non', 'dis', 'anti'];
const PREFIXES_ANYWHERE = ['un', 'non', 'mis', 'anti'];
const MIN_ROOT = 4;

/** Unpacks a lexicon; a few milliseconds for 30,000 words. */
export function createLexicon({ dimensions, words, vectors, opposites }: LexiconData): Lexicon {
  const ids = new Map(words.split(' ').map((word, id) => [word, id]));
  const values = unpack(vectors, ids.size * dimensions);
  const scales = new Float64Array(ids.size);
  for (let id = 0; id < ids.size; id += 1) {
    let square = 0;
    for (let k = id * dimensions; k < (id + 1) * dimensions; k += 1) square += values[k]! ** 2;
    scales[id] = square === 0 ? 0 : 1 / Math.sqrt(square);
  }
  const against = new Map<string, readonly string[]>();
  for (const line of opposites.split('\n')) {
    const [word, ...others] = line.split(' ');
    if (word) against.set(word, others);
  }
  return {
    idOf: (token) => ids.get(token.lemma) ?? ids.get(token.norm),
    closeness(a, b) {
      let dot = 0;
      for (let k = 0; k < dimensions; k += 1) dot += values[a * dimensions + k]! * values[b * dimensions + k]!;
      const cosine = dot * scales[a]! * scales[b]!;
      return Math.min(1, Math.max(0, (cosine - COSINE.unrelated) / (COSINE.same - COSINE.unrelated)));
    },
    oppositesOf(token) {
      if (token.kind !== 'word' || token.isName) return NONE;
      const word = ids.has(token.lemma) ? token.lemma : ids.has(token.norm) ? token.norm : token.lemma;
      const found = new Set(against.get(word));
      const prefixes = token.pos === 'ADJ' || token.pos === 'ADV' ? PREFIXES : PREFIXES_ANYWHERE;
      for (const prefix of prefixes) {
        if (word.length >= MIN_ROOT) found.add(prefix + word);
        const root = word.slice(prefix.length).replace(/^-/u, '');
        if (word.startsWith(prefix) && root.length >= MIN_ROOT) found.add(root);
      }
      if (word.endsWith('less')) found.add(word.slice(0, -4)).add(word.replace(/less$/u, 'ful'));
      if (word.endsWith('ful')) found.add(word.replace(/ful$/u, 'less'));
      return found;
    },
  };
}

function unpack(base64: string, length: number): Int8Array {
  const bytes = atob(base64);
  const values = new Int8Array(length);
  for (let i = 0; 2 * i < length; i += 1) {
    const byte = bytes.charCodeAt(i);
    values[2 * i] = (byte & 15) - 8;
    values[2 * i + 1] = (byte >> 4) - 8;
  }
  return values;
}
