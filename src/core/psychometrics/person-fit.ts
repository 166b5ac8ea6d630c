import { maximumAPosteriori } from './estimators';
import { attenuatedDiscrimination, scoreCurves } from './item-response';
import type { ScoredResponse } from './response-factors';

/** How well a person's pattern of right and wrong fits the model. A signal to look at; it never changes a score. */
export type PersonFit =
  | { readonly status: 'measured'; readonly lzStar: number; readonly responses: number; readonly flagged: boolean }
  | { readonly status: 'notMeasured'; readonly responses: number };

/** For items that were not chosen adaptively. */
export const FLAG_BELOW = -2;
const LEAST_RESPONSES = 15;

/**
 * The standardised log-likelihood of the pattern, corrected for the ability being estimated from it: l_z* (Snijders 2001;
 * Sinharay 2016 for part scores).
 * About N(0, 1) for people who answer as the model says; strongly negative for easy items missed and hard ones hit.
 * Measured from 15 responses on.
 *
 * Each skill has its own posterior mode from its own responses (prior N(0, 1)); the numerators and variances of the
 * skills add up, because given the abilities the responses are independent.
 *
 * That holds for items chosen without regard to the answers. Adaptive items follow the answers, which makes every pattern
 * look regular (mean about 1.1, sd .75 for honest people in 30 items over 6 skills), so -2 is almost never reached.
 * Give `flagBelow` from a simulation of the assessment (`person-fit-limit.ts`): what 2.3 % of honest sessions fall below. Even then an
 * adaptive session shows little: of simulated people who guess from the middle on 31 % are flagged, of those who are
 * careless in, or know beforehand, every third item hardly more than of honest ones (4 %). No flag is no clearance.
 */
export function personFit(responses: readonly ScoredResponse[], flagBelow: number = FLAG_BELOW): PersonFit {
  const count = responses.length;
  if (count < LEAST_RESPONSES) return { status: 'notMeasured', responses: count };
  const bySkill = Map.groupBy(responses, ({ skill }) => skill);
  let numerator = 0;
  let variance = 0;
  for (const own of bySkill.values()) {
    const part = skillFit(own);
    numerator += part.numerator;
    variance += part.variance;
  }
  if (!(variance > 1e-9)) return { status: 'notMeasured', responses: count };
  const lzStar = numerator / Math.sqrt(variance);
  return { status: 'measured', lzStar, responses: count, flagged: lzStar < flagBelow };
}

/**
 * Snijders' W_n + c_n r_0 and n tau_n^2 for one skill, over all scores of each item. With weights `w_x = ln P_x` and the
 * score function `r_x = P_x' / P_x`, the mode solves `r_0 + sum r_(observed) = 0` where `r_0 = -theta` comes from the prior;
 * `w - c_n r` with `c_n = sum P' w / I` is the part of w that the estimate left. For items that are right or wrong this is
 * Snijders' form with `w = ln(P / Q)` and `r = P' / (P Q)`.
 */
export function skillFit(responses: readonly ScoredResponse[]): { numerator: number; variance: number } {
  const items = responses.map(({ parameters, score }) => {
    return { score, parameters: { ...parameters, discrimination: attenuatedDiscrimination(parameters) } };
  });
  const { theta } = maximumAPosteriori(items);
  const terms = items.map(({ parameters, score }) => {
    // A score that cannot happen at this ability has no logarithm and no weight.
    const scores = scoreCurves(parameters, theta).map(({ p, slope }) =>
      p > 0 ? { p, r: slope, w: Math.log(p) } : { p: 0, r: 0, w: 0 },
    );
    return { score, scores };
  });
  let shared = 0;
  let information = 0;
  for (const { scores } of terms) {
    for (const { p, r, w } of scores) {
      shared += p * r * w;
      information += p * r * r;
    }
  }
  const c = information > 0 ? shared / information : 0;
  let numerator = -c * theta;
  let variance = 0;
  for (const { score, scores } of terms) {
    let expected = 0;
    let left = 0;
    let square = 0;
    for (const { p, r, w } of scores) {
      expected += p * w;
      left += p * (w - c * r);
      square += p * (w - c * r) ** 2;
    }
    numerator += scores[score]!.w - expected;
    variance += square - left * left;
  }
  return { numerator, variance };
}
