import { stoppedMs } from '@/core/assessment/pausing';
import { DEADLINE_GRACE_MS, type Rules } from '@/core/assessment/rules';
import { isRunning, type RunningSession, type SessionState } from '@/core/assessment/session';
import type { SessionEvent } from '@/core/assessment/session-event';
import { DomainError } from '@/core/errors';
import { answerByRules, type HelpContext } from './help';
import { procedureOf } from './procedure';
import { type InsteadReason, questionText, type Reply, refuseTooMany } from './question';

export type AskInput = { readonly askId: string; readonly text: string };

/**
 * A candidate's question, in two steps when a model is to write the reply:
 *
 *     asked --rules--------------------------------------------> replied
 *       \---model writes---> text without an answer in it -----> replied
 *                      \---> fails, late, states an answer ----> replied by the rules, and why
 *
 * Some questions the rules always answer: those whose answer must be exact, those about the answer, the hint, and anyone in
 * need. A question asked again under its id changes nothing.
 *
 * @throws DomainError `session_not_in_progress`, `deadline_passed`, `question_too_long`, `too_many_questions`,
 *   `invalid_input`.
 */
export function askInterviewer(
  state: SessionState,
  { askId, text: raw }: AskInput,
  rules: Rules,
  now: Date,
  model: { readonly mayBeAsked: (earlier: number) => boolean } | null,
): SessionEvent[] {
  if (!isRunning(state)) throw new DomainError('session_not_in_progress');
  if (state.questions.some((question) => question.askId === askId)) return [];
  const text = questionText(raw);
  refuseTooMany(state.questions, now);
  if (remainingMs(state, now) < -DEADLINE_GRACE_MS) throw new DomainError('deadline_passed');
  const reply = answerByRules(text, helpContext(state, rules, now));
  const earlier = state.questions.filter((question) => question.usedModel).length;
  const usesModel = !ALWAYS_BY_RULES.has(reply.intent) && !reply.statesTime && (model?.mayBeAsked(earlier) ?? false);
  const asked: SessionEvent = {
    type: 'candidateAsked',
    payload: { askId, position: openOf(state)?.position ?? null, text, usesModel },
  };
  if (usesModel) return [asked];
  return [asked, { type: 'interviewerReplied', payload: { askId, by: 'rules', instead: null, ...reply } }];
}

/** Never written by a model: exact, delicate, or about what it must not talk about. */
const ALWAYS_BY_RULES: ReadonlySet<Reply['intent']> = new Set([
  'urgent',
  'distress',
  'answerCheck',
  'glossary',
  'itemHelp',
  'timeLeft',
  'itemsLeft',
]);

/** The reply a model has written; none when the question has been answered or the session has ended meanwhile. */
export function replyByModel(
  state: SessionState,
  askId: string,
  text: string,
  intent: Reply['intent'],
): SessionEvent[] {
  if (!isWaiting(state, askId)) return [];
  const payload: Reply = { askId, text, intent, by: 'model', instead: null, help: 'none', statesTime: false };
  return [{ type: 'interviewerReplied', payload }];
}

/** The rules' reply where a model's did not come about. `text` is the question. */
export function replyInstead(
  state: SessionState,
  { askId, text }: AskInput,
  instead: InsteadReason,
  rules: Rules,
  now: Date,
): SessionEvent[] {
  if (!isWaiting(state, askId)) return [];
  const reply = answerByRules(text, helpContext(state, rules, now));
  return [{ type: 'interviewerReplied', payload: { askId, by: 'rules', instead, ...reply } }];
}

function isWaiting(state: SessionState, askId: string): state is RunningSession {
  return (
    isRunning(state) && state.questions.some((question) => question.askId === askId && question.repliedSeq === null)
  );
}

const openOf = (state: RunningSession) => (state.status === 'inProgress' ? state.open : null);

function helpContext(state: RunningSession, rules: Rules, now: Date): HelpContext {
  return {
    procedure: procedureOf(rules, state),
    remainingMs: remainingMs(state, now),
    hint: openOf(state)?.sealed.hint ?? null,
  };
}

/** Time to the deadline in milliseconds; what a pause has stopped so far is not used up. */
function remainingMs(state: RunningSession, now: Date): number {
  const stopped = state.status === 'paused' ? stoppedMs(state, now) : 0;
  return Date.parse(state.deadlineAt) + stopped - now.getTime();
}
