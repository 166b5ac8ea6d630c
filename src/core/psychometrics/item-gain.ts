import type { ItemParameters } from '@/core/items/item';
import type { AbilityPosterior } from './ability';
import type { ItemPool } from './item-pool';
import { boundaries, isGraded, singleBoundary } from './item-response';
import { NORMAL_21 } from './quadrature';

const NODES = NORMAL_21.nodes;
const WEIGHTS = NORMAL_21.weights;
/** A score less likely than this adds nothing that a difference of sums could still show. */
const LEAST_PROBABILITY = 1e-12;

/** What one response to an item is expected to do. */
export type ItemGain = {
  /** Expected drop of the variance of theta of the item's skill, as a share of that variance, 0 to 1. */
  share: number;
  /** Predicted share of the item's points; for an item that is right or wrong the probability of a correct response. */
  success: number;
};

/**
 * What a response to item `index` of the pool is expected to do when theta of its skill ~ N(mean, sd^2). A response tells
 * of `theta - b`, whose variance is theta's and b's together; theta takes its share of what is learnt of the difference.
 */
export function poolItemGain(pool: ItemPool, index: number, mean: number, sd: number, gain: ItemGain): void {
  const boundaries = pool.boundaries[index]!;
  const variance = sd * sd;
  const total = variance + pool.difficultyVariance[index]!;
  const spread = Math.sqrt(total);
  if (boundaries.length > 0) gradedGain(pool.discrimination[index]!, boundaries, mean, spread, gain);
  else {
    const { discrimination, difficulty, guessing, span } = pool;
    itemGain(discrimination[index]!, difficulty[index]!, guessing[index]!, span[index]!, mean, spread, gain);
  }
  gain.share *= variance / total;
}

/** The same for an item outside a pool. */
export function responseGain(item: ItemParameters, mean: number, sd: number, gain: ItemGain): void {
  const { discrimination, difficultyVariance, guessing, upperAsymptote } = item;
  const total = sd * sd + difficultyVariance;
  const spread = Math.sqrt(total);
  if (isGraded(item)) gradedGain(discrimination, Float64Array.from(boundaries(item)), mean, spread, gain);
  else itemGain(discrimination, singleBoundary(item), guessing, upperAsymptote - guessing, mean, spread, gain);
  gain.share *= (sd * sd) / total;
}

/**
 * Expected share of Var(theta) that a response removes when theta ~ N(mean, sd^2) and b is known. Writes into `gain`.
 *
 * For a binary response u no second quadrature over the outcomes is needed: by the law of total variance
 * `Var(theta) - E Var(theta | u) = Var(E(theta | u)) = Cov(u, theta)^2 / (P (1 - P))`. This is the maximum expected
 * posterior precision rule (MEPV, van der Linden 1998) for a normal posterior.
 */
export function itemGain(
  discrimination: number,
  difficulty: number,
  guessing: number,
  span: number,
  mean: number,
  sd: number,
  gain: ItemGain,
): void {
  const steep = -discrimination * sd;
  const offset = -discrimination * (mean - difficulty);
  let rising = 0;
  let tilt = 0;
  for (let q = 0; q < 21; q++) {
    const z = NODES[q]!;
    const term = WEIGHTS[q]! / (1 + Math.exp(offset + steep * z));
    rising += term;
    tilt += term * z;
  }
  const success = guessing + span * rising;
  const covariance = span * tilt;
  const spread = success * (1 - success);
  gain.success = success;
  gain.share = spread > 0 ? (covariance * covariance) / spread : 0;
}

/**
 * The same for an item with boundaries b_1 < ... < b_m and m + 1 scores: `Var(E(z | X)) = sum T_x^2 / P_x` with `P_x` the
 * predicted probability of score x and `T_x = E(z; X = x)`. Both are differences of one integral per boundary.
 */
export function gradedGain(
  discrimination: number,
  boundaries: Float64Array,
  mean: number,
  sd: number,
  gain: ItemGain,
): void {
  const steep = -discrimination * sd;
  let reached = 1;
  let tilt = 0;
  let points = 0;
  let share = 0;
  for (let j = 0; j < boundaries.length; j++) {
    const offset = -discrimination * (mean - boundaries[j]!);
    let next = 0;
    let nextTilt = 0;
    for (let q = 0; q < 21; q++) {
      const z = NODES[q]!;
      const term = WEIGHTS[q]! / (1 + Math.exp(offset + steep * z));
      next += term;
      nextTilt += term * z;
    }
    if (reached - next > LEAST_PROBABILITY) share += (tilt - nextTilt) ** 2 / (reached - next);
    points += next;
    reached = next;
    tilt = nextTilt;
  }
  if (reached > LEAST_PROBABILITY) share += (tilt * tilt) / reached;
  gain.success = points / boundaries.length;
  gain.share = share;
}

/**
 * For each skill k, the weighted variance that would vanish if theta_k were known: `sum_j W_j V_jk^2 / V_kk`.
 * The utility of an item of skill k is this times its share. Theta units squared.
 */
export function skillPull(posterior: AbilityPosterior, importance: ArrayLike<number>): Float64Array {
  const skills = posterior.mean.length;
  const v = posterior.covariance;
  const pull = new Float64Array(skills);
  for (let k = 0; k < skills; k++) {
    let sum = 0;
    for (let j = 0; j < skills; j++) sum += importance[j]! * v[j * skills + k]! * v[j * skills + k]!;
    pull[k] = sum / v[k * skills + k]!;
  }
  return pull;
}

/** Weighted variance that remains: `sum_j W_j V_jj`. */
export function weightedVariance(posterior: AbilityPosterior, importance: ArrayLike<number>): number {
  const skills = posterior.mean.length;
  let sum = 0;
  for (let j = 0; j < skills; j++) sum += importance[j]! * posterior.covariance[j * (skills + 1)]!;
  return sum;
}

/** W_j: the weights, doubled for skills within one standard deviation of their cut, where a decision hangs on them. */
export function skillImportance(
  posterior: AbilityPosterior,
  weights: ArrayLike<number>,
  cuts: ReadonlyArray<number | null> = [],
): Float64Array {
  const skills = posterior.mean.length;
  return Float64Array.from(weights, (weight, k) => {
    const cut = cuts[k] ?? null;
    const undecided =
      cut !== null && Math.abs(posterior.mean[k]! - cut) < Math.sqrt(posterior.covariance[k * (skills + 1)]!);
    return undecided ? 2 * weight : weight;
  });
}
