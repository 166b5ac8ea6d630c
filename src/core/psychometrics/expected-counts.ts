import { scoreCurves } from './item-response';

/** One response pattern, in points, and how many people gave it. -1 marks an item that was not presented. */
export type ResponsePattern = { readonly scores: readonly number[]; readonly count: number };

/**
 * An item to calibrate. `anchor` freezes its parameters; asymptotes are always given. `points` makes it a graded item of so
 * many points (Samejima 1969), without asymptotes; absent, it is right or wrong.
 */
export type CalibrationItem = {
  readonly guessing?: number;
  readonly upperAsymptote?: number;
  readonly points?: number;
  readonly anchor?: {
    readonly discrimination: number;
    readonly difficulty: number;
    /** Of a graded item: its boundaries, theta units. */
    readonly boundaries?: readonly number[];
  };
};

/** Current values of log a and b, item by item; graded items have their boundaries instead of b. */
export type Belief = { logA: Float64Array; b: Float64Array; boundaries: readonly (Float64Array | null)[] };
export type Population = { mean: number; sd: number };

/** Points the ability of the population is summed over. */
export const NODES = 61;
export const THETAS = Float64Array.from({ length: NODES }, (_, q) => -6 + (12 * q) / (NODES - 1));

/** Probability of each score of each item at each node: `table[item][score][node]`. */
export type ScoreTable = readonly (readonly Float64Array[])[];

export function curves(items: readonly CalibrationItem[], { logA, b, boundaries }: Belief): ScoreTable {
  return items.map(({ guessing = 0, upperAsymptote = 1 }, j) => {
    const a = Math.exp(logA[j]!);
    const own = boundaries[j];
    if (own) return gradedCurves(a, own);
    const right = THETAS.map((theta) => guessing + (upperAsymptote - guessing) / (1 + Math.exp(-a * (theta - b[j]!))));
    return [right.map((p) => 1 - p), right];
  });
}

function gradedCurves(discrimination: number, boundaries: Float64Array): Float64Array[] {
  const item = { discrimination, difficulty: 0, guessing: 0, upperAsymptote: 1, difficultyVariance: 0 };
  const at = [...THETAS].map((theta) => scoreCurves({ ...item, thresholds: [...boundaries] }, theta));
  return Array.from({ length: boundaries.length + 1 }, (_, score) =>
    Float64Array.from(at, (scores) => Math.max(scores[score]!.p, 1e-300)),
  );
}

/** Normal weights of the nodes, summing to 1. */
export function nodeWeights({ mean, sd }: Population): Float64Array {
  const weights = THETAS.map((theta) => Math.exp(-(((theta - mean) / sd) ** 2) / 2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** Posterior weights of the nodes for one pattern, in place; returns the pattern's marginal probability. */
export function posteriorOf(
  scores: ResponsePattern['scores'],
  table: ScoreTable,
  weights: Float64Array,
  out: Float64Array,
): number {
  out.set(weights);
  scores.forEach((score, j) => {
    if (score === -1) return;
    const curve = table[j]![score]!;
    for (let q = 0; q < NODES; q++) out[q]! *= curve[q]!;
  });
  let marginal = 0;
  for (let q = 0; q < NODES; q++) marginal += out[q]!;
  for (let q = 0; q < NODES; q++) out[q]! /= marginal;
  return marginal;
}

/** What the E-step expects: per item, score and node, how many answers; per node, how many people. */
export type Expected = { scores: ScoreTable; people: Float64Array; logLikelihood: number };

/** The E-step (Bock & Aitkin 1981). */
export function expectedCounts(
  patterns: readonly ResponsePattern[],
  items: readonly CalibrationItem[],
  belief: Belief,
  population: Population,
): Expected {
  const table = curves(items, belief);
  const weights = nodeWeights(population);
  const posterior = new Float64Array(NODES);
  const expected: Expected = {
    scores: table.map((curvesOfItem) => curvesOfItem.map(() => new Float64Array(NODES))),
    people: new Float64Array(NODES),
    logLikelihood: 0,
  };
  for (const { scores, count } of patterns) {
    expected.logLikelihood += count * Math.log(posteriorOf(scores, table, weights, posterior));
    for (let q = 0; q < NODES; q++) expected.people[q]! += count * posterior[q]!;
    scores.forEach((score, j) => {
      if (score === -1) return;
      const counts = expected.scores[j]![score]!;
      for (let q = 0; q < NODES; q++) counts[q]! += count * posterior[q]!;
    });
  }
  return expected;
}

/** Mean and sd of the population as the people at the nodes show it. */
export function populationMoments(people: Float64Array): Population {
  let total = 0;
  let first = 0;
  let second = 0;
  people.forEach((weight, q) => {
    total += weight;
    first += weight * THETAS[q]!;
    second += weight * THETAS[q]! ** 2;
  });
  const mean = first / total;
  return { mean, sd: Math.sqrt(second / total - mean * mean) };
}
