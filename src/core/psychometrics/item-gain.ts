import type { AbilityPosterior } from './ability';
import { NORMAL_21 } from './quadrature';

const NODES = NORMAL_21.nodes;
const WEIGHTS = NORMAL_21.weights;

/** What one response to an item is expected to do. */
export type ItemGain = {
  /** Expected drop of the variance of theta of the item's skill, as a share of that variance, 0 to 1. */
  share: number;
  /** Predicted probability of a correct response. */
  success: number;
};

/**
 * Expected share of Var(theta) that a response removes when theta ~ N(mean, sd^2). Writes into `gain`.
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
