import type { Token } from './reading';
import { type SourceIndex, termOf } from './source-index';
import type { TextSpan } from './text';

export type AlignedSentence = { sentence: number; coverage: number };

/** How much of a claim's content the source has, weighted by rarity; every share is in 0..1. */
export type Coverage = {
  /** Share of content found nowhere in the source. 0 for a claim without content terms. */
  novelty: number;
  /** Share of content found in the best two sentences together. 1 for a claim without content terms. */
  bestTwo: number;
  /** The best sentence, then the one that adds most to it, if it adds anything. */
  aligned: readonly AlignedSentence[];
  /** Words of the claim that are nowhere in the source. */
  uncovered: readonly Token[];
};

/** Compares content only: whether a figure, a name or a "not" fits is for those who look at them. */
export function coverageOf(tokens: readonly Token[], source: SourceIndex): Coverage {
  const weights = new Map<string, number>();
  const uncovered: Token[] = [];
  for (const token of tokens) {
    const term = termOf(token);
    if (term === null) continue;
    weights.set(term, source.rarity(term));
    if (!source.postings.has(term)) uncovered.push(token);
  }
  let total = 0;
  let missing = 0;
  const bySentence = new Map<number, number>();
  for (const [term, weight] of weights) {
    total += weight;
    const found = source.postings.get(term);
    if (!found) missing += weight;
    for (const index of found ?? []) bySentence.set(index, (bySentence.get(index) ?? 0) + weight);
  }
  if (total === 0) return { novelty: 0, bestTwo: 1, aligned: [], uncovered };

  const best = largest(bySentence);
  if (!best) return { novelty: 1, bestTwo: 0, aligned: [], uncovered };
  const covered = source.sentences[best.key]!.terms;
  const added = new Map<number, number>();
  for (const [term, weight] of weights) {
    if (covered.has(term)) continue;
    for (const index of source.postings.get(term) ?? []) added.set(index, (added.get(index) ?? 0) + weight);
  }
  const second = largest(added);
  const aligned = [{ sentence: best.key, coverage: best.weight / total }];
  if (second) aligned.push({ sentence: second.key, coverage: bySentence.get(second.key)! / total });
  return {
    novelty: missing / total,
    bestTwo: (best.weight + (second?.weight ?? 0)) / total,
    aligned,
    uncovered,
  };
}

/** Share of the claim's content, without the tokens inside `except`, that one sentence covers. */
export function coverageBy(
  sentence: number,
  tokens: readonly Token[],
  source: SourceIndex,
  except: readonly TextSpan[] = [],
): number {
  const terms = source.sentences[sentence]!.terms;
  const seen = new Set<string>();
  let total = 0;
  let covered = 0;
  for (const token of tokens) {
    if (except.some((span) => token.start >= span.start && token.end <= span.end)) continue;
    const term = termOf(token);
    if (term === null || seen.has(term)) continue;
    seen.add(term);
    const weight = source.rarity(term);
    total += weight;
    if (terms.has(term)) covered += weight;
  }
  return total === 0 ? 0 : covered / total;
}

function largest(weights: ReadonlyMap<number, number>): { key: number; weight: number } | null {
  let best: { key: number; weight: number } | null = null;
  for (const [key, weight] of weights) {
    if (!best || weight > best.weight || (weight === best.weight && key < best.key)) best = { key, weight };
  }
  return best;
}
