import { DomainError } from '@/core/errors';

/**
 * What a candidate learns about answers. Constant for an assessment, because feedback changes what is measured
 * (Ling et al. 2017): `none`; `afterSession`, only whether each was correct; `full`, at once with key and explanation,
 * for practice only.
 */
export type FeedbackMode = 'none' | 'afterSession' | 'full';

/** What a recruiter sets for an assessment; fixed once it is published. */
export type Rules = {
  readonly timeLimitMs: number;
  readonly minItems: number;
  readonly maxItems: number;
  readonly feedbackMode: FeedbackMode;
  /**
   * Share of the `maxItems` slots that go to unscored pilot items, 0 to .2. None do while the bank has no pilot item for
   * the skills.
   */
  readonly pilotShare: number;
  /** Greatest share of sessions an item is to be given in (r_max); null leaves exposure alone. */
  readonly exposureCap: number | null;
};

export const DEFAULT_RULES: Rules = {
  timeLimitMs: 30 * 60_000,
  minItems: 8,
  maxItems: 20,
  feedbackMode: 'afterSession',
  pilotShare: 0.1,
  exposureCap: null,
};

/** Rules as they were stored, completed: a rule that is missing is as it was before there was one. */
export function completeRules(stored: Partial<Rules>): Rules {
  return { ...DEFAULT_RULES, pilotShare: 0, ...stored };
}

/** How late an answer may arrive after the deadline and still count: time on the wire is not the candidate's. */
export const DEADLINE_GRACE_MS = 2_000;

/** @throws DomainError `invalid_input` naming the rule that cannot be. */
export function validateRules(rules: Rules): Rules {
  const refuse = (message: string): never => {
    throw new DomainError('invalid_input', message);
  };
  if (!(rules.timeLimitMs >= 60_000 && rules.timeLimitMs <= 8 * 3_600_000))
    refuse('The time limit is 1 minute to 8 hours.');
  if (!(rules.pilotShare >= 0 && rules.pilotShare <= 0.2)) refuse('The share of pilot items is 0 to 20 percent.');
  if (rules.exposureCap !== null && !(rules.exposureCap >= 0.05 && rules.exposureCap <= 1))
    refuse('The exposure cap is 5 to 100 percent.');
  if (!Number.isInteger(rules.minItems) || rules.minItems < 1) refuse('The minimum number of items is 1 or more.');
  if (!Number.isInteger(rules.maxItems) || rules.maxItems > 100) refuse('The maximum number of items is 100 or less.');
  if (rules.minItems > rules.maxItems) refuse('The minimum number of items is above the maximum.');
  return rules;
}
