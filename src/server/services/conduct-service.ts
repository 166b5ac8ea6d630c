import { pauseSession, resumeSession } from '@/core/assessment/pausing';
import { flagItem, setAside } from '@/core/assessment/review';
import { takeOver } from '@/core/assessment/writing';
import type { Login } from '@/server/policy';
import type { CandidateStep, SessionCommand, SessionService } from './session-service';

type At = SessionCommand & { readonly position: number };

/**
 * How a session is conducted beside answering: rests, second thoughts, another device. Each may be sent again: what is so
 * already changes nothing.
 */
export function createConductService(sessions: Pick<SessionService, 'decide' | 'decideAsWriter'>) {
  return {
    /** @throws DomainError `session_not_found`, `answered_elsewhere`, and what `pauseSession` says. */
    pause: (login: Login, command: SessionCommand, origin: string | null): Promise<CandidateStep> =>
      sessions.decideAsWriter(login, command, pauseSession, origin),

    /** @throws DomainError `session_not_found`, `answered_elsewhere`, and what `resumeSession` says. */
    resume: (login: Login, command: SessionCommand, origin: string | null): Promise<CandidateStep> =>
      sessions.decideAsWriter(login, command, resumeSession, origin),

    /** @throws DomainError `session_not_found`, `answered_elsewhere`, and what `setAside` says. */
    setAside: (login: Login, command: At, origin: string | null): Promise<CandidateStep> =>
      sessions.decideAsWriter(login, command, (state, exam, at) => setAside(state, command.position, exam, at), origin),

    /** @throws DomainError `session_not_found`, `answered_elsewhere`, and what `flagItem` says. */
    flag: (login: Login, command: At & { flagged: boolean }, origin: string | null): Promise<CandidateStep> =>
      sessions.decideAsWriter(
        login,
        command,
        (state, exam, at) => flagItem(state, command.position, command.flagged, exam, at),
        origin,
      ),

    /** @throws DomainError `session_not_found`, `session_not_in_progress`. */
    takeOver: (
      login: Login,
      { sessionId, writer }: { sessionId: string; writer: string },
      origin: string | null,
    ): Promise<CandidateStep> => sessions.decide(login, sessionId, (state) => takeOver(state, writer), origin),
  };
}
