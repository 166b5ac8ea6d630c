import type { Claim, ClaimVerdict } from './claim';
import { verdictFrom } from './claim-verdict';
import type { Comparison } from './comparison';
import { type Features, featuresOf } from './features';
import type { SourceIndex } from './source-index';

/** Weights set once by hand, never fitted. */
const WEIGHTS: Readonly<Record<keyof Features, number>> = {
  novelty: 1,
  numberMissing: 0.5,
  nameMissing: 0.4,
  polarityMismatch: 0.3,
  uncoveredByBestTwo: 0.5,
};

/**
 * Where the rule turns from support to doubt, and how sharply: P(not supported) = 1 / (1 + exp(-slope * (risk - turn))). Fitted by
 * logistic regression with equal weight for every family of sets and label on public labelled pairs (SummEdits, Laban et al., 2023;
 * Factcheck-GPT, Wang et al., 2023); test/bench/verifier-bench.ts repeats the fit and prints how the rule does on each.
 */
export const HAND_RULE = { turn: 0.92, slope: 1.22 } as const;

/** Risk of a claim, 0 (everything is in the source) to 2.7. */
export function riskOf(features: Features): number {
  return (Object.keys(WEIGHTS) as (keyof Features)[]).reduce((risk, name) => risk + WEIGHTS[name] * features[name], 0);
}

export function supportProbability(risk: number): number {
  return 1 / (1 + Math.exp(HAND_RULE.slope * (risk - HAND_RULE.turn)));
}

/** The verdict of the hand rule on one claim, with its evidence and every reason it lost support. */
export function verdictByHandRule(claim: Claim, comparison: Comparison, source: SourceIndex): ClaimVerdict {
  return verdictFrom(claim, comparison, source, supportProbability(riskOf(featuresOf(comparison))));
}
