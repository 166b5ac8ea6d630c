/** One response pattern and how many people gave it. -1 marks an item that was not presented. */
export type ResponsePattern = { readonly scores: readonly (0 | 1 | -1)[]; readonly count: number };

/** An item to calibrate. `anchor` freezes discrimination and difficulty; asymptotes are always given. */
export type CalibrationItem = {
  readonly guessing?: number;
  readonly upperAsymptote?: number;
  readonly anchor?: { readonly discrimination: number; readonly difficulty: number };
};

/** Current values of log a and b, item by item. */
export type Belief = { logA: Float64Array; b: Float64Array };
export type Population = { mean: number; sd: number };

/** Points the ability of the population is summed over. */
export const NODES = 61;
export const THETAS = Float64Array.from({ length: NODES }, (_, q) => -6 + (12 * q) / (NODES - 1));

/** Probability of a right answer to each item at each node, item by item. */
export function curves(items: readonly CalibrationItem[], { logA, b }: Belief): Float64Array {
  const table = new Float64Array(items.length * NODES);
  items.forEach(({ guessing = 0, upperAsymptote = 1 }, j) => {
    const a = Math.exp(logA[j]!);
    for (let q = 0; q < NODES; q++) {
      table[j * NODES + q] = guessing + (upperAsymptote - guessing) / (1 + Math.exp(-a * (THETAS[q]! - b[j]!)));
    }
  });
  return table;
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
  table: Float64Array,
  weights: Float64Array,
  out: Float64Array,
): number {
  out.set(weights);
  scores.forEach((score, j) => {
    if (score === -1) return;
    for (let q = 0; q < NODES; q++) {
      const p = table[j * NODES + q]!;
      out[q]! *= score === 1 ? p : 1 - p;
    }
  });
  let marginal = 0;
  for (let q = 0; q < NODES; q++) marginal += out[q]!;
  for (let q = 0; q < NODES; q++) out[q]! /= marginal;
  return marginal;
}

/** What the E-step expects: per item and node, how often presented and right; per node, how many people. */
export type Expected = { presented: Float64Array; right: Float64Array; people: Float64Array; logLikelihood: number };

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
    presented: new Float64Array(items.length * NODES),
    right: new Float64Array(items.length * NODES),
    people: new Float64Array(NODES),
    logLikelihood: 0,
  };
  for (const { scores, count } of patterns) {
    expected.logLikelihood += count * Math.log(posteriorOf(scores, table, weights, posterior));
    for (let q = 0; q < NODES; q++) expected.people[q]! += count * posterior[q]!;
    scores.forEach((score, j) => {
      if (score === -1) return;
      for (let q = 0; q < NODES; q++) {
        expected.presented[j * NODES + q]! += count * posterior[q]!;
        if (score === 1) expected.right[j * NODES + q]! += count * posterior[q]!;
      }
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
