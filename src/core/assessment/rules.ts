import { DomainError } from '@/core/errors';
import type { ItemCriterion, Randomisation } from '@/core/psychometrics/item-selection';
import { PLAIN_BUDGETS, type PlainBudgets, plainLength } from '@/core/psychometrics/plain-rules';
import type { SkillGraph } from '@/core/skills/skill-graph';

/**
 * What a candidate learns about answers. Constant for an assessment, because feedback changes what is measured
 * (Ling et al. 2017): `none`; `afterSession`, only whether each was correct; `full`, at once with key and explanation,
 * for practice only.
 */
export type FeedbackMode = 'none' | 'afterSession' | 'full';

/** `adaptive`: items follow the answers. `plain`: a fixed number per skill, drawn at random, counted in points. */
export type RuleSet = 'adaptive' | 'plain';

/** Scores on the 200 to 800 scale that decide something; null or absent where none does. Skills by their id. */
export type CutScores = { readonly composite: number | null; readonly skills: Readonly<Record<string, number>> };

/**
 * What a recruiter sets for an assessment; fixed once it is published. Lengths of time are in milliseconds and on the
 * *standard clock*: a candidate's accommodation stretches each of them, see clock.ts.
 */
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
  /** Time for one item from when it is shown; null for none. */
  readonly itemTimeLimitMs: number | null;
  /** Most time a session is given back, in all, for having had no connected device. */
  readonly outageCreditMs: number;
  /** How often a candidate may pause; 0 for never. */
  readonly maxPauses: number;
  /** The clock stands still this long in one pause; after that it runs again. */
  readonly maxPauseMs: number;
  /** A session in which nothing is chosen, sent or pressed for this long ends; null for never. */
  readonly idleLimitMs: number | null;
  /** Items may be set aside and come back to, and flagged; with an overview before handing in. */
  readonly allowsReview: boolean;
  /** How often a candidate may take the assessment. */
  readonly maxAttempts: number;
  /** Who was invited after this instant (ISO text) cannot start; null for no such date. */
  readonly applyUntil: string | null;
  /** Only candidates on the shortlist may start. */
  readonly onlyShortlisted: boolean;
  readonly ruleSet: RuleSet;
  /** How the adaptive rule set values items; see `SelectionCriterion`. */
  readonly criterion: ItemCriterion;
  readonly randomisation: Randomisation;
  /** The adaptive rule set ends a session early once each of them is decided, and asks more where one is near. */
  readonly cutScores: CutScores;
  /** Items per skill of the plain rule set, by priority; its sum over the skills is `minItems` and `maxItems`. */
  readonly plainBudgets: PlainBudgets;
};

export const DEFAULT_RULES: Rules = {
  timeLimitMs: 30 * 60_000,
  minItems: 8,
  maxItems: 20,
  feedbackMode: 'afterSession',
  pilotShare: 0.1,
  exposureCap: null,
  itemTimeLimitMs: null,
  outageCreditMs: 2 * 60_000,
  maxPauses: 0,
  maxPauseMs: 5 * 60_000,
  idleLimitMs: 30 * 60_000,
  allowsReview: false,
  maxAttempts: 1,
  applyUntil: null,
  onlyShortlisted: false,
  ruleSet: 'adaptive',
  criterion: 'varianceDrop',
  randomisation: 'best',
  cutScores: { composite: null, skills: {} },
  plainBudgets: PLAIN_BUDGETS,
};

/** Rules as they were stored, completed: a rule that is missing is as it was before there was one. */
export function completeRules(stored: Partial<Rules>): Rules {
  return { ...DEFAULT_RULES, pilotShare: 0, ...stored };
}

/** Whether earlier answers can be changed: an adaptive test has built on them, a plain one has not. */
export const mayChangeAnswers = (rules: Pick<Rules, 'allowsReview' | 'ruleSet'>): boolean =>
  rules.allowsReview && rules.ruleSet === 'plain';

/** How late an answer may arrive after the deadline and still count: time on the wire is not the candidate's. */
export const DEADLINE_GRACE_MS = 2_000;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** @throws DomainError `invalid_input` naming the rule that cannot be. */
export function validateRules(rules: Rules): Rules {
  const refuse = (message: string): never => {
    throw new DomainError('invalid_input', message);
  };
  if (!(rules.pilotShare >= 0 && rules.pilotShare <= 0.2)) refuse('The share of pilot items is 0 to 20 percent.');
  if (rules.exposureCap !== null && !(rules.exposureCap >= 0.05 && rules.exposureCap <= 1))
    refuse('The exposure cap is 5 to 100 percent.');
  const within = (value: number, least: number, most: number) => value >= least && value <= most;
  if (!within(rules.timeLimitMs, MINUTE, 8 * HOUR)) refuse('The time limit is 1 minute to 8 hours.');
  if (!Number.isInteger(rules.minItems) || rules.minItems < 1) refuse('The minimum number of items is 1 or more.');
  if (!Number.isInteger(rules.maxItems) || rules.maxItems > 100) refuse('The maximum number of items is 100 or less.');
  if (rules.minItems > rules.maxItems) refuse('The minimum number of items is above the maximum.');
  const { itemTimeLimitMs, idleLimitMs } = rules;
  if (itemTimeLimitMs !== null && !within(itemTimeLimitMs, 5_000, HOUR))
    refuse('The time for one item is 5 seconds to 1 hour.');
  if (itemTimeLimitMs !== null && itemTimeLimitMs > rules.timeLimitMs)
    refuse('The time for one item is longer than the time limit.');
  if (!within(rules.outageCreditMs, 0, 30 * MINUTE)) refuse('The credit for lost connections is 0 to 30 minutes.');
  if (!Number.isInteger(rules.maxPauses) || !within(rules.maxPauses, 0, 10)) refuse('The number of pauses is 0 to 10.');
  if (!within(rules.maxPauseMs, MINUTE, HOUR)) refuse('A pause is 1 minute to 1 hour.');
  if (idleLimitMs !== null && !within(idleLimitMs, MINUTE, 8 * HOUR)) refuse('The idle limit is 1 minute to 8 hours.');
  if (!Number.isInteger(rules.maxAttempts) || !within(rules.maxAttempts, 1, 10))
    refuse('The number of attempts is 1 to 10.');
  if (rules.applyUntil !== null && Number.isNaN(Date.parse(rules.applyUntil)))
    refuse('The application deadline is not a date.');
  if (rules.allowsReview && itemTimeLimitMs !== null)
    refuse('Items with a time of their own cannot be set aside: choose one of the two.');
  if (rules.allowsReview && rules.feedbackMode === 'full')
    refuse('Where every answer is explained at once, items cannot be set aside or changed: choose one of the two.');
  if (rules.allowsReview && rules.maxPauses > 0)
    refuse('Items that are set aside could be looked up in a pause: choose one of the two.');
  const { composite, skills } = rules.cutScores;
  for (const cut of [composite, ...Object.values(skills)]) {
    if (cut !== null && !(cut >= 200 && cut <= 800)) refuse('A cut score lies between 200 and 800.');
  }
  for (const budget of Object.values(rules.plainBudgets)) {
    if (!(Number.isInteger(budget) && budget >= 1 && budget <= 20)) refuse('A skill gets 1 to 20 items.');
  }
  return rules;
}

/**
 * The rules as they hold for these skills. Under the plain rule set the length follows from the budgets, and nothing is
 * tried out: every answered item counts.
 * @throws DomainError `invalid_input` when that makes more than 100 items, or a cut score is for a skill that is not there.
 */
export function settleRules(rules: Rules, graph: SkillGraph): Rules {
  const strange = Object.keys(rules.cutScores.skills).find((id) => !graph.nodes.some(({ skillId }) => skillId === id));
  if (strange !== undefined) {
    throw new DomainError('invalid_input', `A cut score is for the skill ${strange}, which is not in the graph.`);
  }
  if (rules.ruleSet === 'adaptive') return rules;
  const items = plainLength(graph, rules.plainBudgets);
  if (items > 100) {
    throw new DomainError('invalid_input', `These budgets make ${items} items; at most 100 are possible. Lower them.`);
  }
  return { ...rules, minItems: items, maxItems: items, pilotShare: 0 };
}
