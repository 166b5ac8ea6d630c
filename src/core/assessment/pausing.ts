import { DomainError } from '@/core/errors';
import { goOn, runningNow } from './answering';
import { instantOf, isOver, stretched } from './clock';
import type { Exam } from './exam';
import { type Decision, isRunning, type SessionPaused, type SessionState } from './session';

/**
 * Rests: the open item is withdrawn, because it has been seen, and the clock stands still for as long as the rules allow
 * one pause to last. Pausing what is paused changes nothing.
 * @throws DomainError `session_not_in_progress`, `pause_not_allowed`, `deadline_passed`.
 */
export function pauseSession(state: SessionState, exam: Exam, now: Date): Decision {
  if (state.status === 'paused') return [];
  const running = runningNow(state, now);
  if (running.status !== 'inProgress' || running.pauses >= exam.rules.maxPauses)
    throw new DomainError('pause_not_allowed');
  const stopsUntil = instantOf(now.getTime() + stretched(exam.rules.maxPauseMs, running.multiplier));
  return [{ type: 'sessionPaused', payload: { position: running.open.position, reason: 'candidate', stopsUntil } }];
}

/** How long the clock has stood still in this pause. */
export function stoppedMs({ pausedAt, stopsUntil }: SessionPaused, now: Date): number {
  if (stopsUntil === null) return 0;
  return Math.max(0, Math.min(now.getTime(), Date.parse(stopsUntil)) - Date.parse(pausedAt));
}

/** The deadline as it will be once the pause has been used up, if it is. */
export function deadlineInPause(state: SessionPaused): string {
  const { deadlineAt, pausedAt, stopsUntil } = state;
  return stopsUntil === null
    ? deadlineAt
    : instantOf(Date.parse(deadlineAt) + Date.parse(stopsUntil) - Date.parse(pausedAt));
}

/**
 * Goes on after a pause with an item nobody has seen yet. Going on with what goes on changes nothing.
 * @throws DomainError `session_not_in_progress`, `deadline_passed`.
 */
export function resumeSession(state: SessionState, exam: Exam, now: Date): Decision {
  if (!isRunning(state)) throw new DomainError('session_not_in_progress');
  if (state.status !== 'paused') return [];
  const stopped = stoppedMs(state, now);
  const deadlineAt = instantOf(Date.parse(state.deadlineAt) + stopped);
  if (isOver(deadlineAt, now)) throw new DomainError('deadline_passed');
  return [{ type: 'sessionResumed', payload: { deadlineAt } }, ...goOn(exam, { ...state, deadlineAt }, now, null)];
}
