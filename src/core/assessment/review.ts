import { DomainError } from '@/core/errors';
import { goOn, runningNow } from './answering';
import type { Exam } from './exam';
import { type Decision, type SessionState, waitingAt } from './session';
import type { SessionEvent } from './session-event';

/**
 * Sets the open item aside and presents what comes next. It counts as given and stays open; what is chosen for it until
 * the end counts, and nothing chosen counts as wrong, so that nobody gains by leaving out what is hard.
 * @throws DomainError `session_not_in_progress`, `session_paused`, `review_not_allowed`, `stale_presentation`,
 *   `deadline_passed`.
 */
export function setAside(state: SessionState, position: number, exam: Exam, now: Date): Decision {
  const running = runningNow(state, now);
  if (!exam.rules.allowsReview) throw new DomainError('review_not_allowed');
  if (running.setAside.some((item) => item.position === position)) return []; // asked twice
  if (running.status !== 'inProgress' || running.open.position !== position)
    throw new DomainError('stale_presentation');
  const { open } = running;
  const inSightMs = Math.max(0, now.getTime() - Date.parse(open.presentedAt));
  const event: SessionEvent = { type: 'itemSetAside', payload: { position, inSightMs } };
  const after = { ...running, setAside: [...running.setAside, { ...open, inSightMs }] };
  return [event, ...goOn(exam, after, now, open.skillId)];
}

/**
 * Puts a mark on an item, or takes it off; it means something to the candidate alone.
 * @throws DomainError `session_not_in_progress`, `session_paused`, `review_not_allowed`, `stale_presentation`,
 *   `deadline_passed`.
 */
export function flagItem(state: SessionState, position: number, flagged: boolean, exam: Exam, now: Date): Decision {
  const running = runningNow(state, now);
  if (!exam.rules.allowsReview) throw new DomainError('review_not_allowed');
  const isKnown = waitingAt(running, position) || running.answers.some((answer) => answer.position === position);
  if (!isKnown) throw new DomainError('stale_presentation');
  if (running.flagged.includes(position) === flagged) return [];
  return [{ type: 'itemFlagged', payload: { position, flagged } }];
}
