import type { ItemParameters } from '@/core/items/item';
import { estimateAbility, propagateResponses } from './ability';
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

/**
 * Theta of a skill once the answer that `ability` leaves out is put back: what people are matched by when an item's
 * functioning is compared between groups. The item belongs into its own matching criterion (Holland & Thayer 1988). Where
 * groups differ in ability and people are matched by their other answers alone, every item seems to be against the lower
 * group: by .35 (24 items) to .63 delta (8 items) for .7 sd between the groups, and by less than .1 with the item in it.
 */
export function thetaWithAnswer({ theta, sd }: AbilityEstimate, parameters: ItemParameters, score: number): number {
  const others = { mean: Float64Array.of(theta), covariance: Float64Array.of(sd * sd) };
  return estimateAbility(others, [{ itemId: '', skill: 0, parameters, score }], { sweeps: 1 }).mean[0]!;
}
