import type { Token } from '../reading';
import { type IndexedSentence, type SourceIndex, termsOf } from '../source-index';

const SHARE = 0.2;
const [FEWEST, MOST] = [3, 10];

/**
 * The sentences that carry a source: a fifth of them, 3 to 10. With a question those that have most of its words, rare ones weighing
 * more; without one by SumBasic (Nenkova and Vanderwende, 2005): the sentence whose words are on average the likeliest of the text,
 * then the likelihood of its words is squared, so that the next one speaks of something else. In the order of the text.
 */
export function keySentences(source: SourceIndex, question: readonly Token[] | null): IndexedSentence[] {
  const candidates = source.sentences.filter(({ terms }) => terms.size > 0);
  const count = Math.min(candidates.length, MOST, Math.max(FEWEST, Math.ceil(SHARE * candidates.length)));
  const chosen = question ? byQuestion(candidates, question, source, count) : bySumBasic(candidates, source, count);
  return chosen.toSorted((a, b) => a.index - b.index);
}

function byQuestion(
  candidates: readonly IndexedSentence[],
  question: readonly Token[],
  source: SourceIndex,
  n: number,
) {
  const terms = [...new Set(termsOf(question))];
  const weightOf = (sentence: IndexedSentence) =>
    terms.reduce((sum, term) => sum + (sentence.terms.has(term) ? source.rarity(term) : 0), 0);
  return candidates
    .map((sentence) => ({ sentence, weight: weightOf(sentence) }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight || a.sentence.index - b.sentence.index)
    .slice(0, n)
    .map(({ sentence }) => sentence);
}

function bySumBasic(candidates: readonly IndexedSentence[], source: SourceIndex, n: number): IndexedSentence[] {
  const total = candidates.reduce((sum, { terms }) => sum + terms.size, 0);
  const likelihood = new Map([...source.postings].map(([term, sentences]) => [term, sentences.length / total]));
  const left = new Set(candidates);
  const chosen: IndexedSentence[] = [];
  while (chosen.length < n) {
    let best: { sentence: IndexedSentence; mean: number } | null = null;
    for (const sentence of left) {
      let sum = 0;
      for (const term of sentence.terms) sum += likelihood.get(term) ?? 0;
      const mean = sum / sentence.terms.size;
      if (!best || mean > best.mean) best = { sentence, mean };
    }
    if (!best) break;
    left.delete(best.sentence);
    chosen.push(best.sentence);
    for (const term of best.sentence.terms) likelihood.set(term, (likelihood.get(term) ?? 0) ** 2);
  }
  return chosen;
}
