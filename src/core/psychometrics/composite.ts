import { normalCdf } from '@/core/statistics/normal';
import type { AbilityPosterior } from './ability';

/** An ability and its standard deviation, theta units. */
export type AbilityEstimate = { readonly theta: number; readonly sd: number };

/** A point on the 200 to 800 scale with its 90 % band; not rounded. */
export type ScaleScore = { readonly score: number; readonly low: number; readonly high: number };

/** Half-width of a 90 % band in standard deviations. */
export const BAND_90 = 1.645;

/** The weighted sum of the skills, `w' m`, with sd `sqrt(w' V w)`. Weights in node order, summing to 1. */
export function compositeAbility(posterior: AbilityPosterior, weights: ArrayLike<number>): AbilityEstimate {
  const skills = posterior.mean.length;
  let theta = 0;
  let variance = 0;
  for (let i = 0; i < skills; i++) {
    theta += weights[i]! * posterior.mean[i]!;
    for (let j = 0; j < skills; j++) variance += weights[i]! * weights[j]! * posterior.covariance[i * skills + j]!;
  }
  return { theta, sd: Math.sqrt(variance) };
}

/** `500 + 100 theta` with `theta -+ 1.645 sd`, each held within 200 to 800. */
export function scaleScore({ theta, sd }: AbilityEstimate): ScaleScore {
  return { score: toScale(theta), low: toScale(theta - BAND_90 * sd), high: toScale(theta + BAND_90 * sd) };
}

function toScale(theta: number): number {
  return Math.min(800, Math.max(200, 500 + 100 * theta));
}

/** Share of the variance in the norm group that the estimate accounts for: `1 - sd^2 / variance`, not below 0. */
export function reliability(sd: number, variance = 1): number {
  return Math.max(0, 1 - (sd * sd) / variance);
}

/** `P(A > B)` for two people's independent estimates: `Phi((mA - mB) / sqrt(sA^2 + sB^2))`. */
export function probabilityAbove(a: AbilityEstimate, b: AbilityEstimate): number {
  const sd = Math.hypot(a.sd, b.sd);
  if (sd === 0) return a.theta > b.theta ? 1 : a.theta < b.theta ? 0 : 0.5;
  return normalCdf((a.theta - b.theta) / sd);
}

/**
 * People in rank order, with ties: each group starts at the best person left and takes in everyone that person does not
 * clearly beat (`P < .9`). Returns groups of indices into `people`, best group first; equal thetas keep their order.
 */
export function rankInTies(people: readonly AbilityEstimate[], certainty = 0.9): number[][] {
  const order = people.map((_, index) => index).sort((x, y) => people[y]!.theta - people[x]!.theta || x - y);
  const groups: number[][] = [];
  for (const index of order) {
    const group = groups.at(-1);
    if (group && probabilityAbove(people[group[0]!]!, people[index]!) < certainty) group.push(index);
    else groups.push([index]);
  }
  return groups;
}
