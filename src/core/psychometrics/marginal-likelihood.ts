import {
  type Belief,
  type CalibrationItem,
  curves,
  type Expected,
  expectedCounts,
  NODES,
  nodeWeights,
  type Population,
  populationMoments,
  posteriorOf,
  type ResponsePattern,
  THETAS,
} from './expected-counts';
import { boundaryVariance, gradedStep, startingBoundaries } from './graded-calibration';

export type CalibrationOptions = {
  /** One discrimination for all items that are not anchored (the Rasch model with a free scale). */
  readonly equalDiscrimination?: boolean;
  /** Normal prior of log a; none by default. Recommended for small samples: mean 0, sd .3. */
  readonly logDiscriminationPrior?: { readonly mean: number; readonly sd: number };
  /** Normal prior of b, and of each boundary of a graded item; none by default. */
  readonly difficultyPrior?: { readonly mean: number; readonly sd: number };
  readonly maximumIterations?: number;
  /** Ability in the population; by default N(0, 1), or estimated when items are anchored. */
  readonly population?: Population;
  /** Stops when no log a or b moves more than this. Default 1e-6. */
  readonly tolerance?: number;
};

export type CalibratedItem = {
  readonly discrimination: number;
  /** Of a graded item the mean of its boundaries. */
  readonly difficulty: number;
  /** From the cross-products of the people's scores; 0 for an anchor. */
  readonly difficultyVariance: number;
  /** Of a graded item, theta units, increasing. */
  readonly boundaries?: readonly number[];
};

export type Calibration = {
  readonly items: readonly CalibratedItem[];
  readonly population: { readonly mean: number; readonly sd: number };
  readonly logLikelihood: number;
  readonly iterations: number;
  readonly converged: boolean;
};

/**
 * Marginal maximum likelihood by EM (Bock & Aitkin 1981): 61 nodes from -6 to 6, and Fisher scoring of (log a, b) in each
 * item's M-step. Ability is N(0, 1) in the population, unless items are anchored: then the anchors hold the scale, and
 * mean and sd of the population are estimated. With fixed asymptotes c and d it serves 3PL and 4PL banks as well. Items with
 * `points` follow the graded response model; the two kinds mix.
 */
export function calibrate(
  patterns: readonly ResponsePattern[],
  items: readonly CalibrationItem[],
  options: CalibrationOptions = {},
): Calibration {
  const steps = calibrationSteps(patterns, items, options);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** The same, one round of EM at a time: yields the largest change, so that a caller can breathe between rounds. */
export function* calibrationSteps(
  patterns: readonly ResponsePattern[],
  items: readonly CalibrationItem[],
  options: CalibrationOptions = {},
): Generator<number, Calibration> {
  const { maximumIterations = 2000, tolerance = 1e-6 } = options;
  const anchored = items.some(({ anchor }) => anchor !== undefined);
  if (options.equalDiscrimination && items.some(({ points }) => points !== undefined)) {
    throw new RangeError('Items with one discrimination are right or wrong');
  }
  const belief = startingValues(patterns, items);
  const population = { mean: 0, sd: 1, ...options.population };
  let iterations = 0;
  let change = Number.POSITIVE_INFINITY;
  while (iterations < maximumIterations && change > tolerance) {
    const expected = expectedCounts(patterns, items, belief, population);
    change = maximise(items, belief, expected, options);
    if (anchored && !options.population) Object.assign(population, populationMoments(expected.people));
    iterations++;
    yield change;
  }
  return {
    items: items.map((item, j): CalibratedItem => {
      const own = belief.boundaries[j];
      const discrimination = Math.exp(belief.logA[j]!);
      if (own) {
        const table = curves(items, belief);
        const variance = () => boundaryVariance(patterns, table, belief, nodeWeights(population), j, options);
        return {
          discrimination,
          difficulty: own.reduce((sum, at) => sum + at, 0) / own.length,
          difficultyVariance: item.anchor ? 0 : variance(),
          boundaries: [...own],
        };
      }
      return {
        discrimination,
        difficulty: belief.b[j]!,
        difficultyVariance: item.anchor ? 0 : difficultyVariance(patterns, items, belief, population, j, options),
      };
    }),
    population,
    logLikelihood: expectedCounts(patterns, items, belief, population).logLikelihood,
    iterations,
    converged: change <= tolerance,
  };
}

/** a = 1 and b from the proportion correct, moved away from the asymptotes. */
function startingValues(patterns: readonly ResponsePattern[], items: readonly CalibrationItem[]): Belief {
  const logA = new Float64Array(items.length);
  const b = new Float64Array(items.length);
  items.forEach(({ anchor, guessing = 0, upperAsymptote = 1 }, j) => {
    let right = 0.5;
    let all = 1;
    for (const { scores, count } of patterns) {
      if (scores[j] === -1) continue;
      all += count;
      if (scores[j] === 1) right += count;
    }
    const share = Math.min(0.98, Math.max(0.02, (right / all - guessing) / (upperAsymptote - guessing)));
    logA[j] = anchor ? Math.log(anchor.discrimination) : 0;
    b[j] = anchor ? anchor.difficulty : -Math.log(share / (1 - share));
  });
  const boundaries = items.map(({ points, anchor }, j) => {
    if (points === undefined) return null;
    return anchor ? Float64Array.from(anchor.boundaries ?? []) : startingBoundaries(patterns, j, points);
  });
  return { logA, b, boundaries };
}

/** One round of Fisher scoring per item; returns the largest step taken. Steps are held within 1. */
function maximise(
  items: readonly CalibrationItem[],
  belief: Belief,
  expected: Expected,
  options: CalibrationOptions,
): number {
  let largest = 0;
  let commonGradient = 0;
  let commonInformation = 0;
  const step = (value: number) => {
    const bounded = Math.max(-1, Math.min(1, value));
    largest = Math.max(largest, Math.abs(bounded));
    return bounded;
  };
  const free = items.flatMap((item, j) => (item.anchor ? [] : [j]));
  for (const j of free) {
    const own = belief.boundaries[j];
    if (own) {
      largest = Math.max(largest, gradedStep(belief, own, expected.scores[j]!, j, options));
      continue;
    }
    const { gradientA, gradientB, aa, ab, bb } = scoring(items[j]!, belief, expected, j, options);
    if (options.equalDiscrimination) {
      // The common slope's information once each item's b is profiled out.
      commonGradient += gradientA - (ab / bb) * gradientB;
      commonInformation += aa - (ab * ab) / bb;
      belief.b[j]! += step(gradientB / bb);
    } else {
      const determinant = aa * bb - ab * ab;
      belief.logA[j]! += step((bb * gradientA - ab * gradientB) / determinant);
      belief.b[j]! += step((aa * gradientB - ab * gradientA) / determinant);
    }
  }
  if (options.equalDiscrimination && free.length > 0) {
    const move = step(commonGradient / commonInformation);
    for (const j of free) belief.logA[j]! += move;
  }
  return largest;
}

/** Gradient and expected information of one item's (log a, b), priors included. */
function scoring(item: CalibrationItem, belief: Belief, expected: Expected, j: number, options: CalibrationOptions) {
  const { guessing = 0, upperAsymptote = 1 } = item;
  const span = upperAsymptote - guessing;
  const a = Math.exp(belief.logA[j]!);
  const b = belief.b[j]!;
  const sum = { gradientA: 0, gradientB: 0, aa: 0, ab: 0, bb: 0 };
  const [wrong, right] = expected.scores[j]!;
  for (let q = 0; q < NODES; q++) {
    const presented = wrong![q]! + right![q]!;
    const distance = THETAS[q]! - b;
    const rising = 1 / (1 + Math.exp(-a * distance));
    const p = guessing + span * rising;
    const variance = p * (1 - p);
    if (!(variance > 1e-14)) continue;
    const slope = span * rising * (1 - rising) * a;
    const byA = slope * distance;
    const surplus = (right![q]! - presented * p) / variance;
    sum.gradientA += surplus * byA;
    sum.gradientB -= surplus * slope;
    sum.aa += (presented * byA * byA) / variance;
    sum.ab -= (presented * byA * slope) / variance;
    sum.bb += (presented * slope * slope) / variance;
  }
  const { logDiscriminationPrior: priorA, difficultyPrior: priorB } = options;
  if (priorA) {
    sum.gradientA -= (belief.logA[j]! - priorA.mean) / priorA.sd ** 2;
    sum.aa += 1 / priorA.sd ** 2;
  }
  if (priorB) {
    sum.gradientB -= (b - priorB.mean) / priorB.sd ** 2;
    sum.bb += 1 / priorB.sd ** 2;
  }
  return sum;
}

/** Sampling variance of b: inverse of the cross-product information of the item's (log a, b), plus priors. */
function difficultyVariance(
  patterns: readonly ResponsePattern[],
  items: readonly CalibrationItem[],
  belief: Belief,
  population: Population,
  j: number,
  options: CalibrationOptions,
): number {
  const table = curves(items, belief);
  const weights = nodeWeights(population);
  const posterior = new Float64Array(NODES);
  const { guessing = 0, upperAsymptote = 1 } = items[j]!;
  const a = Math.exp(belief.logA[j]!);
  let aa = options.logDiscriminationPrior ? options.logDiscriminationPrior.sd ** -2 : 0;
  let bb = options.difficultyPrior ? options.difficultyPrior.sd ** -2 : 0;
  let ab = 0;
  for (const { scores, count } of patterns) {
    if (scores[j] === -1) continue;
    posteriorOf(scores, table, weights, posterior);
    let byA = 0;
    let byB = 0;
    for (let q = 0; q < NODES; q++) {
      const p = table[j]![1]![q]!;
      const slope = (a * (p - guessing) * (upperAsymptote - p)) / (upperAsymptote - guessing);
      const score = (posterior[q]! * slope) / (scores[j] === 1 ? p : p - 1);
      byA += score * (THETAS[q]! - belief.b[j]!);
      byB -= score;
    }
    aa += count * byA * byA;
    ab += count * byA * byB;
    bb += count * byB * byB;
  }
  if (options.equalDiscrimination) return 1 / bb;
  return aa / (aa * bb - ab * ab);
}
