import { gainOf } from './bm25';
import type { Token } from './reading';
import { type SourceIndex, termsOf } from './source-index';
import type { TextSpan } from './text';

/** A source sentence that has to do with a claim, with its BM25 score. */
export type Passage = TextSpan & { sentence: number; score: number };

/** The `limit` source sentences nearest to the claim by BM25, best first; ties in order of the text. Robertson & Zaragoza (2009). */
export function retrieve(tokens: readonly Token[], source: SourceIndex, limit = 8): Passage[] {
  const scores = new Map<number, number>();
  for (const term of new Set(termsOf(tokens))) {
    const weight = source.rarity(term);
    for (const index of source.postings.get(term) ?? []) {
      const gain = weight * gainOf(1, source.sentences[index]!.length, source.meanLength);
      scores.set(index, (scores.get(index) ?? 0) + gain);
    }
  }
  return [...scores]
    .sort(([a, scoreA], [b, scoreB]) => scoreB - scoreA || a - b)
    .slice(0, limit)
    .map(([index, score]) => {
      const { start, end } = source.sentences[index]!;
      return { sentence: index, start, end, score };
    });
}
