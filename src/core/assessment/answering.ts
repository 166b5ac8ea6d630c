import { DomainError } from '@/core/errors';
import type { ItemAnswer } from '@/core/items/answer';
import { checkAnswer, maxPointsOf, scoreAnswer } from '@/core/items/types/registry';
import type { AbilityPosterior } from '@/core/psychometrics/ability';
import { isOver } from './clock';
import { type Exam, presentItem } from './exam';
import type { SealedItem } from './presented-item';
import { type AnswerSoFar, presentNext } from './presenting';
import { mayChangeAnswers } from './rules';
import {
  type Answer,
  type Decision,
  isRunning,
  type OpenPresentation,
  type RunningSession,
  type SessionState,
  waitingAt,
} from './session';
import type { SessionEvent } from './session-event';
import { scoredItems } from './session-report';
import { answerFeedback, completion, summarise } from './session-summary';

export type SubmittedAnswer = { readonly position: number; readonly answer: ItemAnswer };

/** Refuses what cannot be done to a session that has ended, has not begun or rests; or whose time is over. */
export function runningNow(state: SessionState, now: Date): Exclude<RunningSession, { status: 'paused' }> {
  if (state.status === 'paused') throw new DomainError('session_paused');
  if (!isRunning(state)) throw new DomainError('session_not_in_progress');
  if (isOver(state.deadlineAt, now)) throw new DomainError('deadline_passed');
  return state;
}

/**
 * What an answer means: its score or that it is awaited, then the next item, the review or the end. An answer to an item
 * that was set aside, or in the place of an earlier one where the rules allow that, leaves the open item as it is.
 * @throws DomainError `session_not_in_progress`, `session_paused`, `stale_presentation`, `deadline_passed`,
 *   `item_time_over`, and what the item's type refuses (`option_not_offered`, `answer_malformed`, `not_a_number`,
 *   `answer_too_long`).
 */
export function submitResponse(state: SessionState, submitted: SubmittedAnswer, exam: Exam, now: Date): Decision {
  if (state.status === 'paused') throw new DomainError('session_paused');
  if (!isRunning(state)) throw new DomainError('session_not_in_progress');
  const item = waitingAt(state, submitted.position) ?? changeable(state, submitted.position, exam);
  if (!item) throw new DomainError('stale_presentation');
  const answer = checkAnswer(item.shown, submitted.answer);
  runningNow(state, now);
  if (item.deadlineAt !== null && isOver(item.deadlineAt, now)) throw new DomainError('item_time_over');

  const inSightMs = 'inSightMs' in item ? Number(item.inSightMs) : now.getTime() - Date.parse(item.presentedAt);
  const { event, answers, posterior } = scored(exam, state, item, answer, inSightMs);
  const isOpen = state.status === 'inProgress' && item.position === state.open.position;
  return isOpen ? [event, ...goOn(exam, { ...state, answers }, now, item.skillId, posterior)] : [event];
}

/**
 * What follows the open item: another, the review where the rules allow one, or the end. `posterior` is the estimate from
 * exactly these answers, if the caller has it.
 */
export function goOn(
  exam: Exam,
  state: Omit<RunningSession, 'answers' | 'status'> & { answers: readonly AnswerSoFar[] },
  now: Date,
  previousSkill: string | null,
  posterior: AbilityPosterior = estimateFrom(exam, state.answers),
): SessionEvent[] {
  const next = presentNext(exam, state, now, posterior, previousSkill);
  if (next.kind === 'item') return next.events;
  if (exam.rules.allowsReview && next.reason !== 'timeExpired') return [{ type: 'reviewStarted', payload: {} }];
  return completion(exam, state.answers, next.reason);
}

/** Answers with one more, the event that tells of it, and the ability they are evidence of. */
type Settled = {
  readonly event: SessionEvent;
  readonly answers: readonly AnswerSoFar[];
  readonly posterior: AbilityPosterior;
};

const estimateFrom = (exam: Exam, answers: readonly AnswerSoFar[]) => exam.engine.estimate(scoredItems(exam, answers));

type Scorable = Pick<OpenPresentation, 'position' | 'itemId' | 'predictedSuccess' | 'pilot' | 'sealed'>;

/** An answer with its score, and all answers with it. `inSightMs` is real time; what is stored is on the standard clock. */
export function scored(
  exam: Exam,
  { answers: before, multiplier }: { readonly answers: readonly AnswerSoFar[]; readonly multiplier: number },
  item: Scorable,
  answer: ItemAnswer,
  inSightMs: number,
  by?: 'expiry',
): Settled {
  const score = scoreAnswer(item.sealed.key, answer);
  const answers = replaced(before, item, score);
  const posterior = estimateFrom(exam, answers);
  return {
    answers,
    posterior,
    event: {
      type: 'responseScored',
      payload: {
        position: item.position,
        answer,
        ...score,
        responseTimeMs: Math.max(0, Math.round(inSightMs / multiplier)),
        answered: answers.length,
        ability: summarise(exam, posterior),
        disclosed: answerFeedback(exam, score, item.sealed),
        ...(by && { by }),
      },
    },
  };
}

/** An item that was seen and left without a choice: no points. */
export function missed(
  exam: Exam,
  { answers: before, multiplier }: { readonly answers: readonly AnswerSoFar[]; readonly multiplier: number },
  item: Scorable,
  inSightMs: number,
): Settled {
  const maxPoints = maxPointsOf(item.sealed.key);
  const answers = replaced(before, item, { points: 0, maxPoints, correct: false });
  const posterior = estimateFrom(exam, answers);
  const responseTimeMs = Math.max(0, Math.round(inSightMs / multiplier));
  const ability = summarise(exam, posterior);
  const { position } = item;
  return {
    answers,
    posterior,
    event: { type: 'itemMissed', payload: { position, maxPoints, responseTimeMs, answered: answers.length, ability } },
  };
}

function replaced(
  answers: readonly AnswerSoFar[],
  { position, itemId, predictedSuccess, pilot }: Scorable,
  score: Pick<AnswerSoFar, 'points' | 'maxPoints' | 'correct'>,
): AnswerSoFar[] {
  const given = { position, itemId, predictedSuccess, pilot, ...score };
  const isChange = answers.some((answer) => answer.position === position);
  return isChange ? answers.map((answer) => (answer.position === position ? given : answer)) : [...answers, given];
}

/** An answered item made anew, where the rules let its answer be changed: seed and position give the same one again. */
function changeable(
  state: RunningSession,
  position: number,
  exam: Exam,
): (OpenPresentation & { inSightMs: number }) | null {
  const given: Answer | undefined = state.answers.find((answer) => answer.position === position);
  const item = given && exam.engine.pool.items[exam.engine.pool.indexOf.get(given.itemId) ?? -1];
  if (!given || !item || given.reading !== null || !mayChangeAnswers(exam.rules)) return null;
  const { shown, sealed }: { shown: OpenPresentation['shown']; sealed: SealedItem } = presentItem(
    exam,
    item,
    `${state.seed}:${position}`,
  );
  const { itemId, skillId, predictedSuccess, pilot, responseTimeMs } = given;
  const inSightMs = responseTimeMs * state.multiplier;
  return {
    position,
    itemId,
    skillId,
    predictedSuccess,
    pilot,
    shown,
    sealed,
    deadlineAt: null,
    presentedAt: state.startedAt,
    inSightMs,
  };
}
