import type { ItemParameters } from '@/core/items/item';

/** (16 sqrt(3) / (15 pi))^2: a logistic curve averaged over a normal is nearly a flatter logistic curve (MacKay 1992). */
export const LOGISTIC_NORMAL_ATTENUATION = ((16 * Math.sqrt(3)) / (15 * Math.PI)) ** 2;

/** Most points an item can bring: 1, or the number of its category boundaries. */
export function maximumScore({ thresholds }: ItemParameters): number {
  return thresholds?.length ?? 1;
}

/** True for items with part scores. An item with a single boundary is a dichotomous item at that boundary. */
export function isGraded({ thresholds }: ItemParameters): boolean {
  return thresholds !== undefined && thresholds.length > 1;
}

/** Where the probability of reaching j points crosses one half (without asymptotes), j = 1..m; theta units. */
export function boundaries({ difficulty, thresholds }: ItemParameters): number[] {
  return thresholds === undefined ? [difficulty] : thresholds.map((offset) => difficulty + offset);
}

/** Difficulty of an item that is right or wrong; that of its boundary when it is written with one threshold. */
export function singleBoundary({ difficulty, thresholds }: ItemParameters): number {
  return thresholds === undefined ? difficulty : difficulty + thresholds[0]!;
}

/**
 * Expected share of the item's points. For an item that is right or wrong this is the probability of a correct response
 * under the four-parameter logistic model (Barton & Lord 1981), metric D = 1: `c + (d - c) / (1 + exp(-a (theta - b)))`;
 * with c = 0 and d = 1 it is the 2PL, with a = 1 as well the Rasch model. For graded items it is the mean of the boundary
 * curves, `E(X) / m`. The uncertainty of b is not used; see {@link attenuatedDiscrimination}.
 */
export function probability(parameters: ItemParameters, theta: number): number {
  const { discrimination, guessing, upperAsymptote } = parameters;
  if (isGraded(parameters)) {
    const reached = boundaries(parameters).reduce(
      (sum, at) => sum + 1 / (1 + Math.exp(-discrimination * (theta - at))),
      0,
    );
    return reached / maximumScore(parameters);
  }
  const location = singleBoundary(parameters);
  return guessing + (upperAsymptote - guessing) / (1 + Math.exp(-discrimination * (theta - location)));
}

/**
 * One score's place on the ability scale: its probability, and how that changes with theta relative to itself:
 * `slope` = P' / P (the score function), `bend` = P'' / P.
 */
export type ScoreCurve = { readonly p: number; readonly slope: number; readonly bend: number };

/**
 * All scores 0..m of an item at theta. Graded response model (Samejima 1969): `P_x = P*_x - P*_(x+1)` of the boundary
 * curves. As `P*' = a P* (1 - P*)`, everything follows without a difference of nearly equal numbers:
 * `P_x = P*_x Q*_(x+1) (1 - exp(-a (b_(x+1) - b_x)))`, `P' / P = a (Q*_x - P*_(x+1))` and
 * `P'' / P = (P' / P)^2 - a^2 (P*_x Q*_x + P*_(x+1) Q*_(x+1))`. Items that are right or wrong: the 4PL curve and its rest.
 */
export function scoreCurves(parameters: ItemParameters, theta: number): ScoreCurve[] {
  const { discrimination: a, guessing, upperAsymptote } = parameters;
  if (!isGraded(parameters)) {
    const x = a * (theta - singleBoundary(parameters));
    const rising = 1 / (1 + Math.exp(-x));
    const falling = 1 / (1 + Math.exp(x));
    const span = upperAsymptote - guessing;
    const p = guessing + span * rising;
    const q = 1 - upperAsymptote + span * falling;
    const first = a * span * rising * falling;
    const second = a * first * (falling - rising);
    return [
      { p: q, slope: -first / q, bend: -second / q },
      { p, slope: first / p, bend: second / p },
    ];
  }
  const at = boundaries(parameters);
  const reached = at.map((location) => 1 / (1 + Math.exp(-a * (theta - location))));
  const missed = at.map((location) => 1 / (1 + Math.exp(a * (theta - location))));
  return Array.from({ length: at.length + 1 }, (_, score) => {
    const low = score === 0 ? 1 : reached[score - 1]!;
    const lowMissed = score === 0 ? 0 : missed[score - 1]!;
    const high = score === at.length ? 0 : reached[score]!;
    const highMissed = score === at.length ? 1 : missed[score]!;
    const width = score === 0 || score === at.length ? 1 : -Math.expm1(-a * (at[score]! - at[score - 1]!));
    const slope = a * (lowMissed - high);
    return {
      p: low * highMissed * width,
      slope,
      bend: slope * slope - a * a * (low * lowMissed + high * highMissed),
    };
  });
}

/** Probability of exactly `score` points at theta. */
export function scoreProbability(parameters: ItemParameters, score: number, theta: number): number {
  return scoreCurves(parameters, theta)[score]!.p;
}

/** P' / P of one score at theta, the score function of the response. */
export function scoreSlope(parameters: ItemParameters, score: number, theta: number): number {
  const { discrimination: a, thresholds, difficulty } = parameters;
  if (!isGraded(parameters)) return scoreCurves(parameters, theta)[score]!.slope;
  const below = score === 0 ? 0 : 1 / (1 + Math.exp(a * (theta - difficulty - thresholds![score - 1]!)));
  const above = score === thresholds!.length ? 0 : 1 / (1 + Math.exp(-a * (theta - difficulty - thresholds![score]!)));
  return a * (below - above);
}

/** The score a person of ability theta gives when `chance`, uniform on [0, 1), falls: `P(X >= j) = P(chance < P*_j)`. */
export function drawScore(parameters: ItemParameters, theta: number, chance: number): number {
  if (!isGraded(parameters)) return chance < probability(parameters, theta) ? 1 : 0;
  const { discrimination } = parameters;
  return boundaries(parameters).filter((at) => chance < 1 / (1 + Math.exp(-discrimination * (theta - at)))).length;
}

/**
 * Fisher information of one response about theta (1 / theta units squared).
 * 4PL: `a^2 (p - c)^2 (d - p)^2 / ((d - c)^2 p q)` (Magis 2013); zero where an extreme theta leaves p q without digits.
 * Graded: `sum P_x'^2 / P_x` (Samejima 1969).
 */
export function information(parameters: ItemParameters, theta: number): number {
  if (isGraded(parameters)) {
    return scoreCurves(parameters, theta).reduce((sum, { p, slope }) => sum + p * slope * slope, 0);
  }
  const { discrimination, guessing, upperAsymptote } = parameters;
  const span = upperAsymptote - guessing;
  const x = discrimination * (theta - singleBoundary(parameters));
  const rising = 1 / (1 + Math.exp(-x));
  const falling = 1 / (1 + Math.exp(x));
  const p = guessing + span * rising;
  const q = 1 - upperAsymptote + span * falling;
  const slope = discrimination * span * rising * falling;
  return p * q > 0 ? (slope * slope) / (p * q) : 0;
}

/** Of log a while a is assumed: its prior, N(0, .3) (PSYCHOMETRICS 5.1). */
export const LOG_SLOPE_SD = 0.3;

/**
 * Whether a is taken as 1 for want of anything better: ratings say nothing of it, and answers leave it there until they
 * estimate it together with b. An item whose b is certain is taken at its word.
 */
export function isDiscriminationAssumed({ discrimination, difficultyVariance }: ItemParameters): boolean {
  return discrimination === 1 && difficultyVariance > 0;
}

/**
 * The discrimination of the logistic curve nearest to the curve averaged over b ~ N(b, v_b), `difficultyVariance`:
 * `a / sqrt(1 + .346 a^2 v_b)` (MacKay 1992). Equal to a when b is certain. An uncertain b moves all boundaries of a graded
 * item together, so each boundary curve is flattened alike. For what needs a curve at a given theta; scoring averages
 * without it (see `expectation-propagation.ts`): its middle is 3 % too steep, and intervals of an uncalibrated bank then
 * cover .894 instead of .90 (48,000 simulated people).
 */
export function attenuatedDiscrimination(parameters: ItemParameters): number {
  const { discrimination, difficultyVariance } = parameters;
  return (
    discrimination / Math.sqrt(1 + LOGISTIC_NORMAL_ATTENUATION * discrimination * discrimination * difficultyVariance)
  );
}

/**
 * Rasch items answered with success rate `p` that bring the standard error down to `standardError` logits:
 * `ceil(1 / (SE^2 p (1 - p)))` (Linacre 2006). For planning test lengths.
 */
export function raschItemsForStandardError(standardError: number, p = 0.5): number {
  return Math.ceil(1 / (standardError * standardError * p * (1 - p)) - 1e-9);
}
