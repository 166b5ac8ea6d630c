import type { Lexicon } from './lexicon';
import type { Token } from './reading';
import { type SourceIndex, termOf } from './source-index';

/** The source's words by meaning: the number of each in the lexicon, and the sentences it stands in. Made once a source. */
export type MeaningIndex = {
  words: readonly { id: number; sentences: readonly number[] }[];
  /** Sentences by dictionary form and by form. */
  sentencesOf: ReadonlyMap<string, readonly number[]>;
  lexicon: Lexicon;
};

/** A word that is in the source but not near the rest of the claim counts by this much as unsupported there. */
const ELSEWHERE = { word: 0.6, figureOrName: 0.5 } as const;

/** From this closeness on, a word counts as said in the source in other words. */
const LIKE = 0.5;

export function indexMeaning(source: SourceIndex, lexicon: Lexicon): MeaningIndex {
  const words = new Map<number, number[]>();
  const sentencesOf = new Map<string, number[]>();
  const add = <K>(table: Map<K, number[]>, key: K, sentence: number) => {
    const list = table.get(key);
    if (!list) table.set(key, [sentence]);
    else if (list.at(-1) !== sentence) list.push(sentence);
  };
  for (const { index, tokens } of source.sentences) {
    for (const token of tokens) {
      if (token.kind !== 'word') continue;
      add(sentencesOf, token.lemma, index);
      add(sentencesOf, token.norm, index);
      if (token.isStop) continue;
      const id = lexicon.idOf(token);
      if (id !== undefined) add(words, id, index);
    }
  }
  return { words: [...words].map(([id, sentences]) => ({ id, sentences })), sentencesOf, lexicon };
}

/**
 * Shares of the claim's content, weighted by rarity, that mean nothing like the source: in all of it, and near the claim.
 * `words` are those of the claim for which the source has no word of like meaning.
 */
export type Unlikeness = { anywhere: number; nearby: number; words: readonly Token[] };

/**
 * How far the content of a claim is from what the source says. A word in the source is at distance 0, another as far as the
 * source word nearest in meaning; a figure or name that is not there is at 1.
 * @param near the sentences the claim is held against.
 */
export function unlikenessOf(
  tokens: readonly Token[],
  near: ReadonlySet<number>,
  source: SourceIndex,
  meaning: MeaningIndex,
): Unlikeness {
  let [total, anywhere, nearby] = [0, 0, 0];
  const words: Token[] = [];
  for (const token of tokens) {
    const term = termOf(token);
    if (term === null) continue;
    const weight = source.rarity(term);
    const found = source.postings.get(term);
    const isNear = found?.some((sentence) => near.has(sentence)) ?? false;
    total += weight;
    if (isNear) continue;
    if (token.kind !== 'word' || token.isName) {
      anywhere += found ? 0 : weight;
      nearby += found ? ELSEWHERE.figureOrName * weight : weight;
      if (!found) words.push(token);
      continue;
    }
    const nearest = nearestTo(token, near, meaning);
    anywhere += found ? 0 : weight * (1 - nearest.anywhere);
    if (!found && nearest.anywhere < LIKE) words.push(token);
    nearby += weight * Math.min(found ? ELSEWHERE.word : 1, 1 - nearest.nearby);
  }
  return total === 0
    ? { anywhere: 0, nearby: 0, words }
    : { anywhere: anywhere / total, nearby: nearby / total, words };
}

function nearestTo(token: Token, near: ReadonlySet<number>, { words, lexicon }: MeaningIndex) {
  const id = lexicon.idOf(token);
  let [anywhere, nearby] = [0, 0];
  if (id === undefined) return { anywhere, nearby };
  for (const other of words) {
    const closeness = lexicon.closeness(id, other.id);
    if (closeness > anywhere) anywhere = closeness;
    if (closeness > nearby && other.sentences.some((sentence) => near.has(sentence))) nearby = closeness;
  }
  return { anywhere, nearby };
}
