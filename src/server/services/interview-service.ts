import { candidateEvent } from '@/core/assessment/candidate-view';
import { type AskInput, askInterviewer } from '@/core/interview/ask';
import type { Login } from '@/server/policy';
import type { EventLog } from '@/server/repositories/event-log';
import { recorded } from '@/server/repositories/session-repository';
import type { CandidateStep, SessionService } from './session-service';

type Deps = {
  readonly sessions: Pick<SessionService, 'decide'>;
  readonly log: EventLog;
  readonly now: () => Date;
};

/** The candidate asks, the interviewer replies: two events of the session like any other. */
export function createInterviewService({ sessions, log, now }: Deps) {
  return {
    /**
     * Stores a question and, where the rules answer it, the reply. Asking again under the same id gives what it led to.
     * @throws DomainError `session_not_found`, `session_not_in_progress`, `deadline_passed`, `question_too_long`,
     *   `too_many_questions`, `invalid_input`, `stale_session`, `temporarily_unavailable`.
     */
    async ask(login: Login, input: AskInput & { sessionId: string }, origin: string | null): Promise<CandidateStep> {
      const { sessionId, askId, text } = input;
      const step = await sessions.decide(
        login,
        sessionId,
        (state, exam, at) => askInterviewer(state, { askId, text }, exam.rules, at, null),
        origin,
      );
      if (step.events.length > 0) return step;
      const known = (await log.readAll(sessionId)).map(recorded).map(candidateEvent);
      const events = known.filter(
        (event) =>
          (event.type === 'candidateAsked' || event.type === 'interviewerReplied') && event.payload.askId === askId,
      );
      return { events, serverNow: now().toISOString() };
    },
  };
}
