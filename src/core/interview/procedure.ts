import type { FeedbackMode, Rules } from '@/core/assessment/rules';

/** How this session goes, as its candidate may know it. Durations in milliseconds. */
export type Procedure = {
  readonly mostItems: number;
  readonly answered: number;
  readonly feedbackMode: FeedbackMode;
};

/** By named fields, so that a rule added for the engine does not reach the interviewer by itself. */
export const procedureOf = (
  rules: Rules,
  progress: { plannedItems: number; answers: readonly unknown[] },
): Procedure => ({
  mostItems: progress.plannedItems,
  answered: progress.answers.length,
  feedbackMode: rules.feedbackMode,
});
