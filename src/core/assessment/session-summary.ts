import { closingTurn } from '@/core/interview/turn';
import { keyAnswerOf } from '@/core/items/types/registry';
import type { AbilityPosterior } from '@/core/psychometrics/ability';
import { skillSd } from '@/core/psychometrics/ability';
import { compositeAbility } from '@/core/psychometrics/composite';
import type { Exam } from './exam';
import type { SealedItem } from './presented-item';
import type {
  AbilitySummary,
  AnswerFeedback,
  AnswerScore,
  SessionEvent,
  SessionFeedback,
  StopReason,
} from './session-event';
import { type GivenAnswer, reportSession, type SessionReport } from './session-report';

/** The end of a session: the last words, and what its answers say. */
export function completion(exam: Exam, answers: readonly GivenAnswer[], stopReason: StopReason): SessionEvent[] {
  const report = reportSession(exam, answers);
  const disclosed = sessionFeedback(exam, report, answers);
  return [
    { type: 'interviewerSpoke', payload: closingTurn(stopReason) },
    { type: 'sessionCompleted', payload: { stopReason, report, disclosed } },
  ];
}

/** What the feedback mode lets the candidate know of one answer, now. */
export function answerFeedback(
  exam: Exam,
  score: AnswerScore,
  { key, explanation }: SealedItem,
): AnswerFeedback | null {
  return exam.rules.feedbackMode === 'full' ? { ...score, keyAnswer: keyAnswerOf(key), explanation } : null;
}

/** What the feedback mode lets the candidate know at the end. */
export function sessionFeedback(
  exam: Exam,
  report: SessionReport,
  answers: readonly GivenAnswer[],
): SessionFeedback | null {
  if (exam.rules.feedbackMode === 'none') return null;
  return {
    score: report.composite,
    answers: answers.map(({ position, points, maxPoints, correct }) => ({ position, points, maxPoints, correct })),
  };
}

export function summarise(exam: Exam, posterior: AbilityPosterior): AbilitySummary {
  return {
    ...compositeAbility(posterior, exam.weights),
    skills: exam.graph.nodes.map((_, skill) => ({ theta: posterior.mean[skill]!, sd: skillSd(posterior, skill) })),
  };
}
