import { propagateResponses } from './ability';
import type { AbilityEstimate } from './composite';
import type { ScoredResponse } from './response-factors';
import type { SkillPrior } from './skill-prior';

/** What is believed of a person's skill from everything but this response. */
export type LeaveOneOut = { readonly response: ScoredResponse; readonly ability: AbilityEstimate };

/**
 * For each response, the posterior of its skill with the response's own site taken out, in canonical order. An item must
 * not be judged by an ability that its own answer helped to form. A response whose removal leaves no usable precision
 * (possible with much guessing) is left out of the list.
 */
export function leaveOneOut(prior: SkillPrior, responses: readonly ScoredResponse[]): LeaveOneOut[] {
  const { mean, covariance, sites, order } = propagateResponses(prior, responses, 10, 1e-6);
  return order.flatMap((response, i) => {
    const variance = covariance[response.skill * (mean.length + 1)]!;
    const precision = 1 / variance - sites.precision[i]!;
    if (!(precision > 1e-6)) return [];
    const theta = (mean[response.skill]! / variance - sites.shift[i]!) / precision;
    return [{ response, ability: { theta, sd: 1 / Math.sqrt(precision) } }];
  });
}
