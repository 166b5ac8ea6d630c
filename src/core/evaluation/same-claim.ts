import type { Lexicon } from './lexicon';
import { type Name, namesOf } from './name';
import { negatorsOf, oppositions } from './polarity';
import { isSameQuantity, type Quantity, quantitiesOf } from './quantity';
import type { Token } from './reading';
import { termOf } from './source-index';

/** Share of content that two wordings of one claim have in common at least, words of like meaning counted by how like they are. */
const MIN_OVERLAP = 0.6;
/** Share of content that must be there word for word: likeness alone tells no "teacher" from a "student". */
const MIN_WORDS_SHARED = 0.4;
/** Closeness of meaning from which on one word can stand for another. */
const MIN_CLOSENESS = 0.8;

/** A claim as it is compared with others, worked out once. */
export type ClaimProfile = {
  tokens: readonly Token[];
  /** Content terms, each with the word it came from. */
  terms: ReadonlyMap<string, Token>;
  names: readonly Name[];
  quantities: readonly Quantity[];
  isDenied: boolean;
};

export function profileOf({ tokens }: { tokens: readonly Token[] }): ClaimProfile {
  const terms = new Map<string, Token>();
  for (const token of tokens) {
    const term = termOf(token);
    if (term !== null && !terms.has(term)) terms.set(term, token);
  }
  return {
    tokens,
    terms,
    names: namesOf(tokens),
    quantities: quantitiesOf(tokens),
    isDenied: negatorsOf(tokens).length % 2 === 1,
  };
}

/**
 * Whether two wordings state the same: most content in common (Jaccard; with a lexicon a word also meets one of like meaning), the
 * same figures and dates, no name exchanged for another, and neither the denial nor the opposite of the other. Symmetric. Who does
 * what to whom is not looked at, and a free paraphrase is taken for another claim.
 */
export function isSameClaim(a: ClaimProfile, b: ClaimProfile, lexicon?: Lexicon): boolean {
  const union = a.terms.size + b.terms.size;
  const [mine, theirs] = [onlyIn(a, b), onlyIn(b, a)];
  const shared = a.terms.size - mine.length;
  if (shared === 0 || shared < MIN_WORDS_SHARED * (union - shared)) return false;
  const common = shared + (lexicon ? likeness(mine, theirs, lexicon) : 0);
  if (common < MIN_OVERLAP * (union - common)) return false;
  if (!isCovered(a.quantities, b.quantities) || !isCovered(b.quantities, a.quantities)) return false;
  if (isExchanged(a.names, b.names)) return false;
  return a.isDenied === b.isDenied && oppositions(a.tokens, b.tokens).length === 0 && !isOpposed(mine, theirs, lexicon);
}

const onlyIn = (a: ClaimProfile, b: ClaimProfile): Token[] =>
  [...a.terms].filter(([term]) => !b.terms.has(term)).map(([, token]) => token);

/** Sum of the closeness of pairs, the closest first, each word in one pair at most. Names and figures have no like. */
function likeness(mine: readonly Token[], theirs: readonly Token[], lexicon: Lexicon): number {
  const ids = (tokens: readonly Token[]) =>
    tokens
      .filter(({ kind, isName, pos }) => kind === 'word' && !isName && pos !== 'NUM')
      .map((token) => lexicon.idOf(token))
      .filter((id) => id !== undefined);
  const others = ids(theirs);
  const pairs = ids(mine)
    .flatMap((one, i) => others.map((other, j) => ({ i, j, closeness: lexicon.closeness(one, other) })))
    .filter(({ closeness }) => closeness >= MIN_CLOSENESS)
    .sort((x, y) => y.closeness - x.closeness);
  const taken = { i: new Set<number>(), j: new Set<number>() };
  let total = 0;
  for (const { i, j, closeness } of pairs) {
    if (taken.i.has(i) || taken.j.has(j)) continue;
    taken.i.add(i);
    taken.j.add(j);
    total += closeness;
  }
  return total;
}

const isCovered = (from: readonly Quantity[], to: readonly Quantity[]) =>
  from.every((q) => to.some((other) => isSameQuantity(q, other) || isSameQuantity(other, q)));

/** Each side has a name of which the other has no part: somebody or something else is spoken of. */
function isExchanged(mine: readonly Name[], theirs: readonly Name[]): boolean {
  const hasForeign = (names: readonly Name[], others: readonly Name[]) =>
    names.some(({ terms }) => !others.some((other) => other.terms.some((term) => terms.includes(term))));
  return hasForeign(mine, theirs) && hasForeign(theirs, mine);
}

function isOpposed(mine: readonly Token[], theirs: readonly Token[], lexicon: Lexicon | undefined): boolean {
  return (
    lexicon !== undefined &&
    mine.some((token) => {
      const opposites = lexicon.oppositesOf(token);
      return theirs.some(({ lemma, norm }) => opposites.has(lemma) || opposites.has(norm));
    })
  );
}
