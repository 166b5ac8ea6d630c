import { DomainError } from '@/core/errors';
import type { Exam } from './exam';
import type { Answer, Decision, SessionState } from './session';
import type { Grading } from './session-event';
import { reportSession, scoredItems } from './session-report';
import { answerFeedback, sessionFeedback, summarise } from './session-summary';

/** The answer at a position, if its score is still awaited. */
export function awaitedAnswer(state: SessionState, position: number): Answer | null {
  if (state.status === 'created') return null;
  return state.answers.find((answer) => answer.position === position && answer.reading !== null) ?? null;
}

/** Someone begins to read an answer; nothing when its score is there already. */
export function startGrading(state: SessionState, position: number): Decision {
  return awaitedAnswer(state, position) ? [{ type: 'gradingStarted', payload: { position } }] : [];
}

/**
 * An awaited score arrives: `points` of the item's points, or null when it could not be measured, which is never zero.
 * Nothing when a score is there already, so that a reader who comes twice changes nothing.
 */
export function gradeResponse(
  state: SessionState,
  position: number,
  grade: { readonly points: number | null; readonly grading: Grading },
  exam: Exam,
): Decision {
  const awaited = awaitedAnswer(state, position);
  if (state.status === 'created' || !awaited?.reading) return [];
  const { points, grading } = grade;
  const { maxPoints, reading } = awaited;
  if (points !== null && !(Number.isInteger(points) && points >= 0 && points <= maxPoints))
    throw new Error(`${points} is not a number of points from 0 to ${maxPoints}`);
  const score = { points, maxPoints, correct: points === null ? null : points === maxPoints };
  const answers = state.answers.map((given) => (given === awaited ? { ...given, ...score, reading: null } : given));
  const excluded = state.status === 'completed' ? state.excluded : null;
  const report =
    excluded &&
    reportSession(
      exam,
      answers.filter(({ itemId }) => !excluded.includes(itemId)),
    );
  return [
    {
      type: 'responseGraded',
      payload: {
        position,
        ...score,
        grading,
        ability: summarise(exam, exam.engine.estimate(scoredItems(exam, answers))),
        report,
        disclosed: answerFeedback(exam, score, reading.sealed),
        disclosedSession: report && sessionFeedback(exam, report, answers),
      },
    },
  ];
}

/**
 * Scores a completed session again without some of its items, for instance ones that leaked. The answers stay in the log;
 * so do the old report and the reason.
 * @throws DomainError `session_not_completed`, `conflict` when none of the items counted.
 */
export function rescoreSession(
  state: SessionState,
  exam: Exam,
  { excluded, reason, actorId }: { excluded: readonly string[]; reason: string; actorId: string },
): Decision {
  if (state.status !== 'completed') throw new DomainError('session_not_completed');
  const all = [...new Set([...state.excluded, ...excluded])].sort();
  const left = state.answers.filter(({ itemId }) => !all.includes(itemId));
  if (left.length === countedAnswers(state).length)
    throw new DomainError('conflict', 'None of these items counts in this session.');
  const report = reportSession(exam, left);
  const disclosed = sessionFeedback(exam, report, state.answers);
  return [
    { type: 'sessionRescored', payload: { excluded: all, reason, actorId, previous: state.report, report, disclosed } },
  ];
}

/** The answers of a completed session that its report rests on, pilot items among them. */
export function countedAnswers(state: Extract<SessionState, { status: 'completed' }>): Answer[] {
  return state.answers.filter(({ itemId }) => !state.excluded.includes(itemId));
}
