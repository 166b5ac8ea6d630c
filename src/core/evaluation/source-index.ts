import { rarityOf } from './bm25';
import { type Quantity, quantitiesOf } from './quantity';
import type { Reading, Sentence, Token } from './reading';

export type IndexedSentence = Sentence & {
  index: number;
  terms: ReadonlySet<string>;
  length: number;
  quantities: readonly Quantity[];
};

/** The source prepared once a run: which sentence has which term, how rare a term is, which figures and names there are. */
export type SourceIndex = {
  reading: Reading;
  sentences: readonly IndexedSentence[];
  /** Sentence numbers by term, ascending. */
  postings: ReadonlyMap<string, readonly number[]>;
  quantities: readonly Quantity[];
  /** Mean number of terms a sentence. */
  meanLength: number;
  /** BM25's rarity weight of a term. */
  rarity(term: string): number;
};

/** The terms of a token: its dictionary form and its form, reduced to a common stem. Empty for marks and stop words. */
export function termOf(token: Token): string | null {
  if (token.kind === 'punctuation' || token.kind === 'symbol') return null;
  if (token.kind === 'number') return token.norm.replaceAll(',', '');
  if (token.isStop && !token.isName) return null;
  return stem(token.lemma);
}

/** Content terms of some tokens in order, with repeats. */
export function termsOf(tokens: readonly Token[]): string[] {
  return tokens.map(termOf).filter((term) => term !== null);
}

/** Strips the endings that tell a noun from its verb or its adverb, so that "evaluation", "evaluated" and "evaluate" meet. */
export function stem(lemma: string): string {
  const word = lemma.replace(/(?:'s|')$/u, '');
  if (word.length < 6) return word;
  const root = word.replace(
    /(?:isations?|izations?|isation|ically|fulness|iveness|ations?|ement|ments?|ingly|ities|ness|ions?|able|ible|ings?|edly|ance|ence|ally|ity|ise|ize|ies|ied|ers|ing|ly|ed|es|er|or|al|y|e|s)$/u,
    '',
  );
  return root.length >= 4 ? root : word;
}

/** Prepares a source. Linear in its length. */
export function indexSource(reading: Reading): SourceIndex {
  const postings = new Map<string, number[]>();
  const sentences = reading.sentences.map((sentence, index): IndexedSentence => {
    const all = termsOf(sentence.tokens);
    const terms = new Set(all);
    for (const term of terms) {
      const list = postings.get(term);
      if (list) list.push(index);
      else postings.set(term, [index]);
    }
    return { ...sentence, index, terms, length: all.length, quantities: quantitiesOf(sentence.tokens) };
  });
  const n = sentences.length;
  return {
    reading,
    sentences,
    postings,
    quantities: sentences.flatMap((s) => s.quantities),
    meanLength: n === 0 ? 0 : sentences.reduce((total, s) => total + s.length, 0) / n,
    rarity: (term) => rarityOf(n, postings.get(term)?.length ?? 0),
  };
}
