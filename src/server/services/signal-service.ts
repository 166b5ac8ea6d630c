import type { DemographicAnswers } from '@/core/assessment/demographics';
import type { SessionSignal } from '@/core/assessment/session-signal';
import { DomainError } from '@/core/errors';
import { isOwn, type Login } from '@/server/policy';
import type { ReportRepository } from '@/server/repositories/report-repository';
import type { SessionRepository } from '@/server/repositories/session-repository';

type Deps = {
  readonly reports: ReportRepository;
  readonly sessions: SessionRepository;
  readonly now: () => Date;
};

/** More than this of one session says nothing more. */
const MOST_SIGNALS = 500;
/** How far a page's idea of the time may be off before the server's is taken. */
const CLOCK_SLACK_MS = 60_000;

/** What a candidate's page notices, and what a candidate says about themselves afterwards. Neither touches a score. */
export function createSignalService({ reports, sessions, now }: Deps) {
  const assertOwn = async (login: Login, sessionId: string): Promise<void> => {
    const owner = await sessions.findOwner(sessionId);
    if (!isOwn(login, owner)) throw new DomainError('session_not_found');
  };
  return {
    /** Keeps a batch of signals; times in the future become now. One statement, however many there are. */
    async record(login: Login, sessionId: string, signals: readonly SessionSignal[]): Promise<void> {
      await assertOwn(login, sessionId);
      const room = MOST_SIGNALS - (await reports.countSignals(sessionId));
      const latest = now().getTime() + CLOCK_SLACK_MS;
      const kept = signals.slice(0, Math.max(0, room)).map((signal) => {
        return Date.parse(signal.at) > latest ? { ...signal, at: now().toISOString() } : signal;
      });
      if (kept.length > 0) await reports.addSignals(sessionId, kept);
    },

    /** Keeps voluntary answers after the session. @throws DomainError `session_not_completed`. */
    async answerDemographics(login: Login, sessionId: string, answers: DemographicAnswers): Promise<void> {
      await assertOwn(login, sessionId);
      const status = await sessions.statusOf(sessionId);
      if (status !== 'completed') throw new DomainError('session_not_completed');
      await reports.addDemographics(sessionId, answers, now());
    },
  };
}
