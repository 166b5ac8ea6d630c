/** Ranking of short documents by the words of a query (Robertson and Zaragoza 2009, section 3). */
export type Bm25Index = {
  /** Score of one occurrence of a term for a document; 0 when the document lacks it. */
  termScore(document: number, term: string): number;
};

const K1 = 1.2;
const B = 0.75;

/**
 * `idf * tf (k1 + 1) / (tf + k1 (1 - b + b dl / avgdl))` with k1 = 1.2, b = 0.75 and
 * `idf = ln(1 + (N - n + 0.5) / (n + 0.5))`, which stays positive for terms that most documents have.
 * @param documents terms of each document, repeats included
 */
export function bm25Index(documents: readonly (readonly string[])[]): Bm25Index {
  const frequencies = documents.map((terms) => {
    const counts = new Map<string, number>();
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    return counts;
  });
  const having = new Map<string, number>();
  for (const counts of frequencies) for (const term of counts.keys()) having.set(term, (having.get(term) ?? 0) + 1);
  const averageLength = documents.reduce((sum, terms) => sum + terms.length, 0) / Math.max(1, documents.length);

  return {
    termScore(document, term) {
      const tf = frequencies[document]?.get(term) ?? 0;
      if (tf === 0) return 0;
      const n = having.get(term)!;
      const idf = Math.log(1 + (documents.length - n + 0.5) / (n + 0.5));
      const length = documents[document]!.length / averageLength;
      return (idf * tf * (K1 + 1)) / (tf + K1 * (1 - B + B * length));
    },
  };
}
