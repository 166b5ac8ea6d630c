import { type Propagated, propagate } from './expectation-propagation';
import { responseFactors, type ScoredResponse } from './response-factors';
import type { SkillPrior } from './skill-prior';
import { propagateSkills } from './skill-propagation';

/** What is believed of a person: theta ~ N(mean, covariance); K skills in node order, row-major, theta units. */
export type AbilityPosterior = { readonly mean: Float64Array; readonly covariance: Float64Array };

/** Sweeps after each answer; three leave an order effect below .001 theta. */
export const SESSION_SWEEPS = 3;
const FINAL_SWEEPS = 10;
const FINAL_TOLERANCE = 1e-6;

/**
 * The posterior after these responses, by expectation propagation from the prior; what is not known of the difficulties is
 * averaged out. Always computed from the whole set in canonical order (skill, then item id), so the same set
 * gives the same numbers to the bit, however the answers arrived. `sweeps` defaults to three.
 */
export function estimateAbility(
  prior: SkillPrior,
  responses: readonly ScoredResponse[],
  options: { readonly sweeps?: number } = {},
): AbilityPosterior {
  return propagateResponses(prior, responses, options.sweeps ?? SESSION_SWEEPS, 0);
}

/**
 * The posterior a report is made from: the answers to each skill taken together (see `skill-propagation.ts`), to
 * convergence (change below 1e-6, at most 10 sweeps). Of one skill it is the exact posterior. {@link estimateAbility}, for
 * the running session, differs from it by .005 theta in the worst 5 % and never by more than .014, in the standard
 * deviation by .014 and .031 (4,800 simulated people, 2 to 60 items).
 */
export function finalAbility(prior: SkillPrior, responses: readonly ScoredResponse[]): AbilityPosterior {
  return propagateSkills(prior.mean, prior.covariance, canonicalOrder(responses), FINAL_SWEEPS, FINAL_TOLERANCE);
}

/** Expectation propagation with its sites, for leave-one-out posteriors and diagnostics. Site i belongs to `order[i]`. */
export function propagateResponses(
  prior: SkillPrior,
  responses: readonly ScoredResponse[],
  sweeps: number,
  tolerance: number,
): Propagated & { readonly order: readonly ScoredResponse[] } {
  const order = canonicalOrder(responses);
  return {
    ...propagate(prior.mean, prior.covariance, responseFactors(order, prior.mean.length), sweeps, tolerance),
    order,
  };
}

/** Standard deviation of theta of one skill. */
export function skillSd(posterior: AbilityPosterior, skill: number): number {
  return Math.sqrt(posterior.covariance[skill * (posterior.mean.length + 1)]!);
}

/** By skill, then item id by code units (not locale), then score: the order every score is computed in. */
export function canonicalOrder(responses: readonly ScoredResponse[]): ScoredResponse[] {
  return responses.toSorted(
    (x, y) => x.skill - y.skill || (x.itemId < y.itemId ? -1 : x.itemId > y.itemId ? 1 : x.score - y.score),
  );
}
