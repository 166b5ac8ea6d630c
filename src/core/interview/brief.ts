import { type CandidateView, openItem } from '@/core/assessment/candidate-view';
import type { ShownItem } from '@/core/items/types/item-type';
import { shownOnly } from '@/core/items/types/registry';
import { answerByRules } from './help';
import { type Procedure, procedureOnScreen } from './procedure';

/**
 * All that a language model is told when it writes for the interviewer. It is made from what the candidate has on screen
 * and from nothing else, so there is no way for a key, an explanation, a hint not yet given, a parameter or an ability to
 * get into it: whatever a model can be talked into repeating, the candidate could read already.
 *
 * The clock is left out as well: a reply that states it would show the recruiter what accommodation someone has.
 */
export type InterviewerBrief = {
  readonly procedure: Procedure;
  readonly position: number | null;
  readonly item: ShownItem | null;
  /** What the rules would reply: the facts a reply must agree with. */
  readonly facts: string;
};

export function interviewerBrief(view: CandidateView, question: string): InterviewerBrief {
  const open = openItem(view);
  const procedure = procedureOnScreen(view);
  return {
    procedure,
    position: open?.position ?? null,
    item: open && shownOnly(open.shown),
    facts: answerByRules(question, { procedure, remainingMs: Number.NaN, hint: null }).text,
  };
}
