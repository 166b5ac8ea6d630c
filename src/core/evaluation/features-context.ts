import type { Finding } from './comparison';
import { namesOf } from './name';
import { isSameQuantity, quantitiesOf } from './quantity';
import type { Token } from './reading';
import { type SourceIndex, termOf, termsOf } from './source-index';

/** Words that make a statement stricter than it was without them. */
const RESTRICTORS = new Set(
  'only just all every always never most none no sole solely first last exclusively entirely completely fully everyone nobody everything nothing both each any entire totally must merely'.split(
    ' ',
  ),
);
/** Words that leave open whether something is so. */
const HEDGES = new Set(
  'may might could would should possibly perhaps likely probably potential potentially suggest appear seem consider hope plan want expect allege claim propose if can try aim'.split(
    ' ',
  ),
);
const AROUND_FIGURE = 3;

const isNextTo = (sentence: number, others: readonly number[]): boolean =>
  others.some((other) => Math.abs(other - sentence) <= 1);

/**
 * How little of what stands around a figure of the claim stands around the same figure in the source: 0..1, the worst figure.
 * Figures that are not in the source do not count here.
 */
export function strayFigure(tokens: readonly Token[], findings: readonly Finding[], source: SourceIndex): number {
  const content = tokens.filter((token) => termOf(token) !== null);
  let worst = 0;
  for (const [k, figure] of quantitiesOf(tokens).entries()) {
    if (findings[k]?.outcome !== 'matched') continue;
    const at = content.findIndex((token) => token.start >= figure.start);
    const from = at === -1 ? content.length : at;
    const around = content
      .slice(Math.max(0, from - AROUND_FIGURE), from + AROUND_FIGURE + 1)
      .filter((token) => token.start < figure.start || token.end > figure.end)
      .map((token) => termOf(token)!)
      .filter((term) => source.postings.has(term));
    if (around.length === 0) continue;
    const homes = source.sentences.filter((s) => s.quantities.some((stated) => isSameQuantity(figure, stated)));
    const shares = homes.map(
      (home) => around.filter((term) => isNextTo(home.index, source.postings.get(term)!)).length / around.length,
    );
    worst = Math.max(worst, 1 - Math.max(0, ...shares));
  }
  return worst;
}

/** Share of a known name that is not in the source ("Marie Smith" where it has "Marie Curie"): 0..1, the worst name. */
export function halfKnownName(tokens: readonly Token[], findings: readonly Finding[], source: SourceIndex): number {
  const shares = namesOf(tokens).map(({ terms }, k) =>
    findings[k]?.outcome === 'matched' ? terms.filter((t) => !source.postings.has(t)).length / terms.length : 0,
  );
  return Math.max(0, ...shares);
}

/** Neighbouring content words that the source has, but never in one sentence or in adjoining ones: share by rarity, 0..1. */
export function wordsApart(tokens: readonly Token[], source: SourceIndex): number {
  const terms = termsOf(tokens);
  let [total, apart] = [0, 0];
  for (const [i, term] of terms.entries()) {
    const next = terms[i + 1];
    if (next === undefined || next === term) continue;
    const weight = source.rarity(term) + source.rarity(next);
    total += weight;
    const [here, there] = [source.postings.get(term), source.postings.get(next)];
    if (here && there && !here.some((sentence) => isNextTo(sentence, there))) apart += weight;
  }
  return total === 0 ? 0 : apart / total;
}

/** Share of steps from one content word to the next that go backwards in the nearest sentence: "A beat B" for "B beat A". 0..1. */
export function orderChanged(tokens: readonly Token[], nearest: readonly Token[]): number {
  const places = new Map<string, number>();
  for (const [i, term] of termsOf(nearest).entries()) if (!places.has(term)) places.set(term, i);
  const path = termsOf(tokens)
    .map((term) => places.get(term))
    .filter((place) => place !== undefined);
  if (path.length < 3) return 0;
  return path.filter((place, i) => i > 0 && place < path[i - 1]!).length / (path.length - 1);
}

/** Whether the claim has a word of restriction that none of the given source tokens is. */
export function restrictorAdded(tokens: readonly Token[], near: readonly Token[]): boolean {
  const known = new Set(near.map((token) => token.norm));
  return tokens.some(({ norm }) => RESTRICTORS.has(norm) && !known.has(norm));
}

/** Whether the source leaves open what the claim states as a fact. */
export function hedgeLost(tokens: readonly Token[], nearest: readonly Token[]): boolean {
  const hasHedge = (list: readonly Token[]) => list.some(({ lemma }) => HEDGES.has(lemma));
  return hasHedge(nearest) && !hasHedge(tokens);
}
