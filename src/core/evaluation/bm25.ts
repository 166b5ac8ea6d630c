/** BM25 as in Robertson & Zaragoza (2009), "The Probabilistic Relevance Framework". The same numbers stand in the database's search. */
export const K1 = 1.2;
export const B = 0.75;

/** Rarity weight of a term: ln(1 + (N - n + .5) / (n + .5)), N passages, n with the term. Never negative. */
export function rarityOf(passages: number, found: number): number {
  return Math.log(1 + (passages - found + 0.5) / (found + 0.5));
}

/**
 * What a term adds to a passage's score, per unit of rarity: f (k1 + 1) / (f + k1 (1 - b + b length / mean)).
 * @param frequency how often it stands in the passage.
 * @param length terms in the passage; `mean` is the mean over all passages.
 */
export function gainOf(frequency: number, length: number, mean: number): number {
  return (frequency * (K1 + 1)) / (frequency + K1 * (1 - B + (B * length) / mean));
}
