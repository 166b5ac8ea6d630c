import type { ItemParameters } from '@/core/items/item';

/** (16 sqrt(3) / (15 pi))^2: a logistic curve averaged over a normal is nearly a flatter logistic curve (MacKay 1992). */
export const LOGISTIC_NORMAL_ATTENUATION = ((16 * Math.sqrt(3)) / (15 * Math.PI)) ** 2;

/**
 * Probability of a correct response under the four-parameter logistic model (Barton & Lord 1981), metric D = 1:
 * `c + (d - c) / (1 + exp(-a (theta - b)))`. With c = 0 and d = 1 it is the 2PL, with a = 1 as well the Rasch model.
 * The uncertainty of b is not used; see {@link attenuatedDiscrimination}.
 */
export function probability(parameters: ItemParameters, theta: number): number {
  const { discrimination, difficulty, guessing, upperAsymptote } = parameters;
  return guessing + (upperAsymptote - guessing) / (1 + Math.exp(-discrimination * (theta - difficulty)));
}

/**
 * Fisher information of one response about theta (1 / theta units squared), 4PL:
 * `a^2 (p - c)^2 (d - p)^2 / ((d - c)^2 p q)` (Magis 2013). Zero where an extreme theta leaves p q without digits.
 */
export function information(parameters: ItemParameters, theta: number): number {
  const { discrimination, difficulty, guessing, upperAsymptote } = parameters;
  const span = upperAsymptote - guessing;
  const rising = 1 / (1 + Math.exp(-discrimination * (theta - difficulty)));
  const falling = 1 / (1 + Math.exp(discrimination * (theta - difficulty)));
  const p = guessing + span * rising;
  const q = 1 - upperAsymptote + span * falling;
  const slope = discrimination * span * rising * falling;
  return p * q > 0 ? (slope * slope) / (p * q) : 0;
}

/**
 * The discrimination to score with when b is known only up to `difficultyVariance` v_b:
 * `a / sqrt(1 + .346 a^2 v_b)` (MacKay 1992). Equal to a when b is certain.
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
