import { DomainError } from '@/core/errors';
import type { ItemAnswer } from '@/core/items/answer';
import { checkAnswer } from '@/core/items/types/registry';
import { runningNow } from './answering';
import { isOver } from './clock';
import { type SessionState, waitingAt } from './session';

/**
 * Refuses a choice that could not be counted. A choice is no event: it may be made anew as often as one likes, and only
 * the last one means anything.
 * @throws DomainError as `submitResponse`.
 */
export function assertMayChoose(state: SessionState, position: number, answer: ItemAnswer | null, now: Date): void {
  const item = waitingAt(runningNow(state, now), position);
  if (!item) throw new DomainError('stale_presentation');
  if (item.deadlineAt !== null && isOver(item.deadlineAt, now)) throw new DomainError('item_time_over');
  if (answer) checkAnswer(item.shown, answer);
}
