import { normalCdf } from '@/core/statistics/normal';
import { type AbilityPosterior, finalAbility, skillSd } from './ability';
import { type AbilityEstimate, reliability, type ScaleScore, scaleScore } from './composite';
import type { ScoredResponse } from './response-factors';

export type SkillLabel = 'belowCut' | 'nearCut' | 'aboveCut' | 'insufficientEvidence';

/** What a report says about one skill. `own` uses this skill's responses alone; the difference is borrowed strength. */
export type SkillReport = {
  readonly estimate: AbilityEstimate;
  readonly scale: ScaleScore;
  readonly own: AbilityEstimate;
  readonly scoredItems: number;
  readonly reliability: number;
  /** P(theta > cut). */
  readonly probabilityAboveCut: number;
  readonly label: SkillLabel;
};

/** A skill is placed above or below its cut when the posterior is this sure. */
const LABEL_CERTAINTY = 0.8;
const MOST_SD = 0.7;
const LEAST_ITEMS = 2;

/**
 * The reports of all skills in node order. `cuts` are thetas; a skill without one is compared with 0, the mean of the norm
 * group. A skill with fewer than two scored items, or an sd above .7, is labelled `insufficientEvidence`.
 */
export function reportSkills(
  posterior: AbilityPosterior,
  responses: readonly ScoredResponse[],
  cuts: ReadonlyArray<number | null> = [],
): SkillReport[] {
  return Array.from(posterior.mean, (theta, skill) => {
    const own = responses.filter((response) => response.skill === skill);
    const estimate = { theta, sd: skillSd(posterior, skill) };
    const probabilityAboveCut = normalCdf((theta - (cuts[skill] ?? 0)) / estimate.sd);
    return {
      estimate,
      scale: scaleScore(estimate),
      own: ownEvidence(own),
      scoredItems: own.length,
      reliability: reliability(estimate.sd),
      probabilityAboveCut,
      label: skillLabel(estimate.sd, own.length, probabilityAboveCut),
    };
  });
}

/** One skill scored alone from N(0, 1): what its own responses say, with nothing borrowed from other skills. */
export function ownEvidence(responses: readonly ScoredResponse[]): AbilityEstimate {
  const prior = { mean: new Float64Array(1), covariance: new Float64Array([1]) };
  const alone = finalAbility(
    prior,
    responses.map((response) => ({ ...response, skill: 0 })),
  );
  return { theta: alone.mean[0]!, sd: skillSd(alone, 0) };
}

function skillLabel(sd: number, scoredItems: number, probabilityAboveCut: number): SkillLabel {
  if (sd > MOST_SD || scoredItems < LEAST_ITEMS) return 'insufficientEvidence';
  if (probabilityAboveCut >= LABEL_CERTAINTY) return 'aboveCut';
  return probabilityAboveCut <= 1 - LABEL_CERTAINTY ? 'belowCut' : 'nearCut';
}
