import { DomainError } from '@/core/errors';
import { type Decision, isRunning, type SessionState } from './session';

/**
 * Who may write: one device at a time, all others look on. A device is a tab's own random name. The first one that says
 * its name writes; another has to take over, which stops the first at once, in the log and therefore for good.
 */
export function claimWriting(state: SessionState, writer: string | null): Decision {
  if (!isRunning(state) || state.writer === writer) return [];
  if (state.writer !== null) throw new DomainError('answered_elsewhere');
  return [{ type: 'writerChanged', payload: { writer: writer! } }];
}

/** @throws DomainError `session_not_in_progress`. */
export function takeOver(state: SessionState, writer: string): Decision {
  if (!isRunning(state)) throw new DomainError('session_not_in_progress');
  return state.writer === writer ? [] : [{ type: 'writerChanged', payload: { writer } }];
}
