import { negatorsOf, oppositions } from './polarity';
import { isSameQuantity, quantitiesOf } from './quantity';
import type { Token } from './reading';
import { termsOf } from './source-index';

/** Share of content that two wordings of one claim have in common at least. */
const MIN_OVERLAP = 0.6;

/**
 * Whether two wordings state the same: most content in common (Jaccard), the same figures and dates, and neither the denial nor the
 * opposite of the other. Symmetric. By words alone, so a free paraphrase is taken for another claim.
 */
export function isSameClaim(a: { tokens: readonly Token[] }, b: { tokens: readonly Token[] }): boolean {
  const first = new Set(termsOf(a.tokens));
  const second = new Set(termsOf(b.tokens));
  const common = [...first].filter((term) => second.has(term)).length;
  const union = first.size + second.size - common;
  if (union === 0 || common / union < MIN_OVERLAP) return false;
  const mine = quantitiesOf(a.tokens);
  const theirs = quantitiesOf(b.tokens);
  const isCovered = (from: typeof mine, to: typeof mine) =>
    from.every((q) => to.some((other) => isSameQuantity(q, other) || isSameQuantity(other, q)));
  if (!isCovered(mine, theirs) || !isCovered(theirs, mine)) return false;
  const isSamePolarity = negatorsOf(a.tokens).length % 2 === negatorsOf(b.tokens).length % 2;
  return isSamePolarity && oppositions(a.tokens, b.tokens).length === 0;
}
