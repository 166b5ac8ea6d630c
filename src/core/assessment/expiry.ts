import { DomainError, isDomainError } from '@/core/errors';
import type { ItemAnswer } from '@/core/items/answer';
import { checkAnswer } from '@/core/items/types/registry';
import { goOn, missed, scored } from './answering';
import { idleDeadline, isPast, NO_SIGNS, type Signs, stretched } from './clock';
import type { Exam } from './exam';
import { deadlineInPause } from './pausing';
import type { AnswerSoFar } from './presenting';
import { DEADLINE_GRACE_MS } from './rules';
import { type Decision, isRunning, type OpenPresentation, type RunningSession, type SessionState } from './session';
import type { SessionEvent, StopReason } from './session-event';
import { completion } from './session-summary';

/** What was chosen and not submitted, by position. A null choice says that the item was on someone's screen. */
export type SavedSelections = ReadonlyMap<number, { readonly answer: ItemAnswer | null; readonly savedAt: Date }>;

const NOTHING_SAVED: SavedSelections = new Map();

/**
 * The candidate hands in. What is chosen and saved counts; what was set aside without a choice counts as wrong; an open
 * item without one is not counted.
 * @throws DomainError `session_not_in_progress`.
 */
export function submitSession(state: SessionState, exam: Exam, saved: SavedSelections = NOTHING_SAVED): Decision {
  if (!isRunning(state)) throw new DomainError('session_not_in_progress');
  return ending(state, exam, 'submitted', saved, null);
}

/**
 * What the time means by itself, in this order: the end at the deadline, the end of a session nobody touches, the end of
 * the open item's own time. Nothing before (with grace), in what has not begun and in what has ended.
 */
export function expireSession(
  state: SessionState,
  exam: Exam,
  now: Date,
  signs: Signs = NO_SIGNS,
  saved: SavedSelections = NOTHING_SAVED,
): Decision {
  if (!isRunning(state)) return [];
  const { rules } = exam;
  const deadlineAt = state.status === 'paused' ? deadlineInPause(state) : state.deadlineAt;
  if (isPast(deadlineAt, rules, state, signs, now)) return ending(state, exam, 'timeExpired', saved, now);
  const idleAt = idleDeadline(rules, state, signs, pauseLeftMs(state));
  if (idleAt !== null && isPast(idleAt, rules, state, signs, now)) return ending(state, exam, 'idle', saved, now);
  if (state.status !== 'inProgress' || state.open.deadlineAt === null) return [];
  return isPast(state.open.deadlineAt, rules, state, signs, now) ? lapse(state, state.open, exam, saved, now) : [];
}

/** How long after a deadline it is looked for: past the grace, so that an answer on the wire is there. */
const LOOKED_FOR_AFTER_MS = DEADLINE_GRACE_MS + 500;

/**
 * The next instant at which `expireSession` may have something to say; the job is set for it. The wait after a deadline is
 * stretched as well: else the end of a session would come that much earlier on the standard clock, and tell the multiplier.
 */
export function nextDue(state: RunningSession, exam: Exam): Date {
  const deadlineAt = state.status === 'paused' ? deadlineInPause(state) : state.deadlineAt;
  const idleAt = idleDeadline(exam.rules, state, NO_SIGNS, pauseLeftMs(state));
  const itemAt = state.status === 'inProgress' ? state.open.deadlineAt : null;
  const instants = [deadlineAt, idleAt, itemAt].flatMap((instant) => (instant === null ? [] : [Date.parse(instant)]));
  return new Date(Math.min(...instants) + stretched(LOOKED_FOR_AFTER_MS, state.multiplier));
}

const pauseLeftMs = (state: RunningSession): number =>
  state.status === 'paused' && state.stopsUntil !== null
    ? Date.parse(state.stopsUntil) - Date.parse(state.pausedAt)
    : 0;

/** A page says that an item is on its screen; one that never does could leave out every hard item. */
const MOST_UNSEEN = 3;

/**
 * The item's time is over. A saved choice counts; an item that was on the screen without one counts as wrong; one that
 * never was on a screen is taken away uncounted, the first three times. Nothing new is shown until somebody is there to
 * see it: what comes after an item that counts unseen is taken away at once.
 */
function lapse(
  state: RunningSession,
  open: OpenPresentation,
  exam: Exam,
  saved: SavedSelections,
  now: Date,
): SessionEvent[] {
  const settled = settle(exam, state, open, saved, true);
  if (settled) {
    const { event, answers, posterior } = settled;
    return [event, ...goOn(exam, { ...state, answers }, now, open.skillId, posterior)];
  }
  const withdrawn = (position: number): SessionEvent => {
    return { type: 'sessionPaused', payload: { position, reason: 'lapsed', stopsUntil: null } };
  };
  if (state.withdrawn.length - state.pauses < MOST_UNSEEN) return [withdrawn(open.position)];
  const { event, answers, posterior } = missed(exam, state, open, timeOf(open));
  const following = goOn(exam, { ...state, answers }, now, open.skillId, posterior);
  const shown = following.find(({ type }) => type === 'itemPresented');
  return [event, ...following, ...(shown ? [withdrawn(state.lastPosition + 1)] : [])];
}

/** The whole of an item's own time. */
const timeOf = ({ deadlineAt, presentedAt }: OpenPresentation) => Date.parse(deadlineAt!) - Date.parse(presentedAt);

/** The end, with everything that still waits settled first. `now` is null when the candidate ends it. */
function ending(
  state: RunningSession,
  exam: Exam,
  stopReason: StopReason,
  saved: SavedSelections,
  now: Date | null,
): SessionEvent[] {
  const open = state.status === 'inProgress' ? [state.open] : [];
  const waiting = [
    ...state.setAside.map((item) => ({ item, isDue: true })),
    ...open.map((item) => ({ item, isDue: isLapsed(item, now) })),
  ];
  const events: SessionEvent[] = [];
  let answers: readonly AnswerSoFar[] = state.answers;
  for (const { item, isDue } of waiting.sort((a, b) => a.item.position - b.item.position)) {
    const settled = settle(exam, { ...state, answers }, item, saved, isDue);
    if (!settled) continue;
    events.push(settled.event);
    answers = settled.answers;
  }
  return [...events, ...completion(exam, answers, stopReason)];
}

const isLapsed = ({ deadlineAt }: OpenPresentation, now: Date | null) =>
  deadlineAt !== null && now !== null && now.getTime() > Date.parse(deadlineAt) + DEADLINE_GRACE_MS;

/** What a waiting item earns: its saved choice; nothing, when it is due and was seen; null when it is not counted. */
function settle(
  exam: Exam,
  state: { readonly answers: readonly AnswerSoFar[]; readonly multiplier: number },
  item: OpenPresentation & { readonly inSightMs?: number },
  saved: SavedSelections,
  isDue: boolean,
) {
  const choice = saved.get(item.position);
  const answer = choice?.answer ? accepted(item, choice.answer) : null;
  if (choice && answer) {
    const inSightMs = item.inSightMs ?? choice.savedAt.getTime() - Date.parse(item.presentedAt);
    return scored(exam, state, item, answer, inSightMs, 'expiry');
  }
  const wasSeen = choice !== undefined || item.inSightMs !== undefined;
  if (!isDue || !wasSeen) return null;
  const inSightMs = item.inSightMs ?? timeOf(item);
  return missed(exam, state, item, inSightMs);
}

/** The choice, if the item takes it: what was saved half finished is no answer. */
function accepted({ shown }: OpenPresentation, answer: ItemAnswer): ItemAnswer | null {
  try {
    return checkAnswer(shown, answer);
  } catch (error) {
    if (isDomainError(error)) return null;
    throw error;
  }
}
