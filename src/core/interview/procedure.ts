import type { CandidateView } from '@/core/assessment/candidate-view';
import { type FeedbackMode, mayChangeAnswers, type Rules } from '@/core/assessment/rules';
import type { RunningSession } from '@/core/assessment/session';

/**
 * How this session goes, as its candidate may know it. No length of time: those are stretched for who has an accommodation,
 * and what the interviewer says stands in the recruiter's log.
 */
export type Procedure = {
  readonly mostItems: number;
  readonly answered: number;
  readonly feedbackMode: FeedbackMode;
  readonly pausesLeft: number;
  /** Items may be set aside and come back to. */
  readonly allowsReview: boolean;
  readonly mayChangeAnswers: boolean;
  readonly hasItemTime: boolean;
  readonly givesTimeBack: boolean;
  /** Items follow the answers before them. */
  readonly isAdaptive: boolean;
};

/** By named fields, so that a rule added for the engine does not reach the interviewer by itself. */
export const procedureOf = (rules: Rules, state: RunningSession): Procedure => ({
  mostItems: state.plannedItems,
  answered: state.answers.length,
  feedbackMode: rules.feedbackMode,
  pausesLeft: Math.max(0, rules.maxPauses - state.pauses),
  allowsReview: rules.allowsReview,
  mayChangeAnswers: mayChangeAnswers(rules),
  hasItemTime: rules.itemTimeLimitMs !== null,
  givesTimeBack: rules.outageCreditMs > 0,
  isAdaptive: rules.ruleSet === 'adaptive',
});

/** The same from what the candidate has on screen. */
export const procedureOnScreen = ({
  conduct,
  plannedItems,
  answered,
  feedbackMode,
  pausesTaken,
}: CandidateView): Procedure => ({
  mostItems: plannedItems,
  answered,
  feedbackMode,
  pausesLeft: Math.max(0, conduct.maxPauses - pausesTaken),
  allowsReview: conduct.allowsReview,
  mayChangeAnswers: conduct.mayChangeAnswers,
  hasItemTime: conduct.itemTimeLimitMs !== null,
  givesTimeBack: conduct.outageCreditMs > 0,
  isAdaptive: conduct.isAdaptive,
});
