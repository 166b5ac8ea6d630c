import { type Belief, NODES, posteriorOf, type ResponsePattern, type ScoreTable, THETAS } from './expected-counts';
import { invert, solve } from './small-matrix';

type Priors = {
  readonly logDiscriminationPrior?: { readonly mean: number; readonly sd: number };
  readonly difficultyPrior?: { readonly mean: number; readonly sd: number };
};

/** Neighbouring boundaries are kept this far apart, theta units: closer ones are not told apart by any data. */
const LEAST_GAP = 0.05;

/** Boundaries where the shares of people who reached so many points put them, a = 1. */
export function startingBoundaries(patterns: readonly ResponsePattern[], j: number, points: number): Float64Array {
  const reached = new Float64Array(points);
  let all = 0;
  for (const { scores, count } of patterns) {
    const score = scores[j]!;
    if (score === -1) continue;
    all += count;
    for (let x = 0; x < score; x++) reached[x]! += count;
  }
  return ordered(
    reached.map((count) => {
      const share = Math.min(0.98, Math.max(0.02, (count + 0.5) / (all + 1)));
      return -Math.log(share / (1 - share));
    }),
  );
}

/**
 * One round of Fisher scoring of (log a, boundaries) for a graded item (Samejima 1969; Bock & Aitkin 1981), in place. Steps
 * are held within 1 and halved until the boundaries stay in order. Returns the largest step taken.
 */
export function gradedStep(
  belief: Belief,
  boundaries: Float64Array,
  counts: readonly Float64Array[],
  j: number,
  priors: Priors,
): number {
  const size = boundaries.length + 1;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  const a = Math.exp(belief.logA[j]!);
  for (let q = 0; q < NODES; q++) {
    const scores = scoreDerivatives(a, boundaries, THETAS[q]!);
    const presented = counts.reduce((sum, ofScore) => sum + ofScore[q]!, 0);
    scores.forEach(({ p, by }, x) => {
      if (!(p > 1e-12)) return;
      for (let r = 0; r < size; r++) {
        gradient[r]! += (counts[x]![q]! * by[r]!) / p;
        for (let s = 0; s < size; s++) information[r * size + s]! += (presented * by[r]! * by[s]!) / p;
      }
    });
  }
  addPriors(gradient, information, belief.logA[j]!, boundaries, priors);
  const step = solve(information, gradient);
  if (!step) return 0;
  const longest = step.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  let scale = longest > 1 ? 1 / longest : 1;
  const moved = () => boundaries.map((at, k) => at + scale * step[k + 1]!);
  while (scale > 1e-6 && !isOrdered(moved())) scale /= 2;
  if (scale <= 1e-6) return 0;
  boundaries.set(moved());
  belief.logA[j]! += scale * step[0]!;
  return scale * longest;
}

/** Sampling variance of the mean of an item's boundaries: from the cross-products of the people's scores, plus priors. */
export function boundaryVariance(
  patterns: readonly ResponsePattern[],
  table: ScoreTable,
  belief: Belief,
  weights: Float64Array,
  j: number,
  priors: Priors,
): number {
  const boundaries = belief.boundaries[j]!;
  const size = boundaries.length + 1;
  const information = new Float64Array(size * size);
  const a = Math.exp(belief.logA[j]!);
  const derivatives = [...THETAS].map((theta) => scoreDerivatives(a, boundaries, theta));
  const posterior = new Float64Array(NODES);
  for (const { scores, count } of patterns) {
    const score = scores[j]!;
    if (score === -1) continue;
    posteriorOf(scores, table, weights, posterior);
    const own = new Float64Array(size);
    for (let q = 0; q < NODES; q++) {
      const { p, by } = derivatives[q]![score]!;
      if (p > 1e-12) for (let r = 0; r < size; r++) own[r]! += (posterior[q]! * by[r]!) / p;
    }
    for (let r = 0; r < size; r++) {
      for (let s = 0; s < size; s++) information[r * size + s]! += count * own[r]! * own[s]!;
    }
  }
  addPriors(new Float64Array(size), information, belief.logA[j]!, boundaries, priors);
  const covariance = invert(information, size);
  if (!covariance) return Number.NaN;
  let sum = 0;
  for (let r = 1; r < size; r++) for (let s = 1; s < size; s++) sum += covariance[r * size + s]!;
  return sum / boundaries.length ** 2;
}

/** Each score's probability at theta and its derivatives by log a and by each boundary, in this order. */
function scoreDerivatives(a: number, boundaries: Float64Array, theta: number) {
  const size = boundaries.length + 1;
  const reached = (x: number) =>
    x === 0 ? 1 : x > boundaries.length ? 0 : 1 / (1 + Math.exp(-a * (theta - boundaries[x - 1]!)));
  return Array.from({ length: size }, (_, x) => {
    const low = reached(x);
    const high = reached(x + 1);
    const by = new Float64Array(size);
    if (x > 0) {
      const weight = a * low * (1 - low);
      by[0]! += weight * (theta - boundaries[x - 1]!);
      by[x]! -= weight;
    }
    if (x < boundaries.length) {
      const weight = a * high * (1 - high);
      by[0]! -= weight * (theta - boundaries[x]!);
      by[x + 1]! += weight;
    }
    return { p: low - high, by };
  });
}

function addPriors(
  gradient: Float64Array,
  information: Float64Array,
  logA: number,
  boundaries: Float64Array,
  { logDiscriminationPrior, difficultyPrior }: Priors,
): void {
  const size = gradient.length;
  if (logDiscriminationPrior) {
    gradient[0]! -= (logA - logDiscriminationPrior.mean) / logDiscriminationPrior.sd ** 2;
    information[0]! += logDiscriminationPrior.sd ** -2;
  }
  if (!difficultyPrior) return;
  boundaries.forEach((at, k) => {
    gradient[k + 1]! -= (at - difficultyPrior.mean) / difficultyPrior.sd ** 2;
    information[(k + 1) * (size + 1)]! += difficultyPrior.sd ** -2;
  });
}

const isOrdered = (boundaries: Float64Array) =>
  boundaries.every((at, k) => Number.isFinite(at) && (k === 0 || at - boundaries[k - 1]! >= LEAST_GAP));

function ordered(boundaries: Float64Array): Float64Array {
  for (let k = 1; k < boundaries.length; k++) {
    boundaries[k] = Math.max(boundaries[k]!, boundaries[k - 1]! + 2 * LEAST_GAP);
  }
  return boundaries;
}
