import { v7 as newId } from 'uuid';
import {
  type Accommodation,
  isSameAccommodation,
  NO_ACCOMMODATION,
  timeMultiplier,
} from '@/core/assessment/accommodation';
import { submitResponse } from '@/core/assessment/answering';
import {
  type CandidateEvent,
  type CandidateView,
  candidateEvent,
  foldCandidateView,
  NEW_CANDIDATE_VIEW,
} from '@/core/assessment/candidate-view';
import type { Exam } from '@/core/assessment/exam';
import { expireSession, nextDue, submitSession } from '@/core/assessment/expiry';
import { rescoreSession } from '@/core/assessment/grading';
import { creditOutage } from '@/core/assessment/outage';
import { assertMayChoose } from '@/core/assessment/selection';
import { type Decision, isRunning, type SessionState } from '@/core/assessment/session';
import type { Recorded, SessionEvent } from '@/core/assessment/session-event';
import { startRefusal } from '@/core/assessment/start-standing';
import { startSession } from '@/core/assessment/starting';
import { claimWriting } from '@/core/assessment/writing';
import { DomainError, isDomainError } from '@/core/errors';
import { type ItemAnswer, isSameAnswer } from '@/core/items/answer';
import type { Metrics } from '@/server/metrics';
import type { Login } from '@/server/policy';
import type { ApplicationRepository } from '@/server/repositories/application-repository';
import type { EventLog } from '@/server/repositories/event-log';
import { recorded, type SessionOwner } from '@/server/repositories/session-repository';
import type { ExposureLibrary } from './exposure-library';
import { ATTEMPTS, createSessionStore, type Held, type StoreDeps } from './session-store';

type Deps = StoreDeps & {
  readonly applications: ApplicationRepository;
  readonly exposures: ExposureLibrary;
  readonly log: EventLog;
  readonly metrics: Metrics;
};

/** One device's wish about one session; `writer` is the device's name for itself, null or absent when it has none. */
export type SessionCommand = { readonly sessionId: string; readonly writer?: string | null };
export type SubmitInput = SessionCommand & { readonly position: number; readonly answer: ItemAnswer };
export type SelectionInput = SessionCommand & { readonly position: number; readonly answer: ItemAnswer | null };
export type StartInput = {
  readonly applicationId: string;
  readonly consent: boolean;
  readonly accommodation?: Accommodation;
  readonly isNewAttempt?: boolean;
  readonly writer?: string | null;
};
/** What a command led to, as its candidate may see it, and the server's clock to set countdowns by. */
export type CandidateStep = Step<CandidateEvent>;
/** The same as another kind of reader sees it, for protocols that have their own words for a session's events. */
export type Step<E> = { readonly events: E[]; readonly serverNow: string };
export type EventView<E> = (event: Recorded<SessionEvent>) => E;
export type CandidateSnapshot = {
  readonly view: CandidateView;
  readonly saved: { position: number; answer: ItemAnswer }[];
  readonly title: string;
  readonly serverNow: string;
};

/** What is due and not over (time may yet be given back) is looked at again this soon. */
const LOOK_AGAIN_MS = 5_000;

export type SessionService = ReturnType<typeof createSessionService>;

/** The candidate's side of a session: load, decide, store, announce. */
export function createSessionService(deps: Deps) {
  const { sessions, applications, exposures, log, metrics, now } = deps;
  const { hold, own: ownSession, exclusively, carryOut } = createSessionStore(deps);

  /** The events an earlier answer led to, if `answer` repeats it: its `responseScored` and what follows up to the next. */
  const repeatOf = async (
    session: Held,
    { position, answer }: SubmitInput,
  ): Promise<Recorded<SessionEvent>[] | null> => {
    const { state } = session;
    const answers = state.status === 'created' ? [] : state.answers;
    const index = answers.findIndex((given) => given.position === position);
    const given = answers[index];
    if (!given?.answer || !isSameAnswer(given.answer, answer)) return null;
    const events = (await log.read(session.owner.sessionId, given.seq - 1, 20)).map(recorded);
    const end = Math.min(...answers.map(({ seq }) => (seq > given.seq ? seq : Number.POSITIVE_INFINITY)));
    return events.filter((event) => event.seq < end);
  };

  const expire = async (session: Held): Promise<void> => {
    const { signs, saved } = await sessions.loadSigns(session.owner.sessionId, now());
    await carryOut(session, (state, at) => expireSession(state, session.exam, at, signs, saved), null);
  };

  /** Gives the time of an outage back that is over now; true when there was any to give. */
  const credit = async (session: Held): Promise<boolean> => {
    const { signs } = await sessions.loadSigns(session.owner.sessionId, now());
    const { awaySince } = signs;
    if (awaySince === null) return false;
    const events = await carryOut(session, (state, at) => creditOutage(state, session.exam, awaySince, at), null);
    return events.length > 0;
  };

  const isOverTime = (error: unknown) =>
    isDomainError(error) && (error.code === 'deadline_passed' || error.code === 'item_time_over');

  /**
   * The candidate's own decision, from the device that may write. One that comes too late gets the time of an outage
   * first, should there have been one; then what the time means is carried out.
   */
  const command = async (
    session: Held,
    writer: string | null,
    decide: (state: SessionState, at: Date) => Decision,
    origin: string | null,
  ): Promise<Recorded<SessionEvent>[]> => {
    const claimed = (state: SessionState, at: Date) => [...claimWriting(state, writer), ...decide(state, at)];
    try {
      return await carryOut(session, claimed, origin);
    } catch (error) {
      if (!isOverTime(error)) throw error;
      if (await credit(session)) return await carryOut(session, claimed, origin);
      await expire(session);
      throw error;
    }
  };

  const seenBy = <E>(view: EventView<E>, events: readonly Recorded<SessionEvent>[]): Step<E> => ({
    events: events.map(view),
    serverNow: now().toISOString(),
  });

  const snapshot = async (session: Held): Promise<CandidateSnapshot> => {
    const events = (await log.readAll(session.owner.sessionId)).map(recorded).map(candidateEvent);
    const { saved } = await sessions.loadSigns(session.owner.sessionId, now());
    return {
      view: events.reduce(foldCandidateView, NEW_CANDIDATE_VIEW),
      saved: [...saved].flatMap(([position, { answer }]) => (answer ? [{ position, answer }] : [])),
      title: session.assessment.title,
      serverNow: now().toISOString(),
    };
  };

  return {
    /**
     * Starts the candidate's attempt, or finds it already started.
     * @throws DomainError `not_found`, `consent_required`, and what `startRefusal` says.
     */
    async start(login: Login, input: StartInput): Promise<{ sessionId: string }> {
      const application = await applications.findForCandidate(login, input.applicationId);
      if (!application) throw new DomainError('not_found', 'You have no such application.');
      const last = application.session;
      if (last?.status === 'inProgress' || (last?.status === 'completed' && !input.isNewAttempt))
        return { sessionId: last.sessionId };
      if (!input.consent) throw new DomainError('consent_required');
      const refusal = startRefusal(application, now());
      if (refusal) throw new DomainError(refusal);
      const { organisationId, assessmentId, applicationId } = application;
      const accommodation = input.accommodation ?? NO_ACCOMMODATION;
      if (!isSameAccommodation(accommodation, application.accommodation))
        await applications.declare(applicationId, accommodation);
      const owner = await sessions.findOrCreate(
        { sessionId: newId(), organisationId, assessmentId, applicationId, candidateId: login.userId },
        application.attempts + 1,
      );
      const session = await hold(owner.sessionId, owner);
      await exclusively(session, async () => {
        const { exposureCap } = session.exam.rules;
        const start = {
          multiplier: timeMultiplier(accommodation),
          writer: input.writer ?? null,
          seenBefore: await sessions.seenItems(organisationId, login.userId),
          ...(exposureCap !== null && { exposure: await exposures.snapshot(organisationId) }),
        };
        await carryOut(
          session,
          (state, at) =>
            state.status === 'created' ? startSession(state, session.exam, crypto.randomUUID(), at, start) : [],
          null,
        );
      });
      return { sessionId: owner.sessionId };
    },

    /** The session as its candidate has it on screen. Ends it first if its time ran out meanwhile. */
    async get(login: Login, sessionId: string): Promise<CandidateSnapshot> {
      const session = await ownSession(login, sessionId);
      if (isRunning(session.state) && nextDue(session.state, session.exam) <= now())
        await exclusively(session, () => expire(session));
      return snapshot(session);
    },

    /**
     * Scores an answer and presents what comes next. Repeating an answer returns the first result; `origin` names the
     * connection that gets this result anyway, so that its subscription need not repeat it.
     * @throws DomainError `session_not_found`, `session_not_in_progress`, `stale_presentation`, `option_not_offered`,
     *   `answer_malformed`, `not_a_number`, `answer_too_long`, `deadline_passed` (the session is then completed), `stale_session`, `temporarily_unavailable`.
     */
    async submitResponse<E = CandidateEvent>(
      login: Login,
      input: SubmitInput,
      origin: string | null,
      view = candidateEvent as EventView<E>,
    ): Promise<Step<E>> {
      const received = performance.now();
      const session = await ownSession(login, input.sessionId);
      let outcome: 'accepted' | 'repeated' = 'accepted';
      try {
        const events = await exclusively(session, async () => {
          const known = await repeatOf(session, input);
          if (known) {
            outcome = 'repeated';
            return known;
          }
          try {
            return await command(
              session,
              input.writer ?? null,
              (state, at) => submitResponse(state, input, session.exam, at),
              origin,
            );
          } catch (error) {
            // The same answer may have been taken elsewhere, by another connection or process: its result is ours too.
            const first = isDomainError(error) ? await repeatOf(session, input) : null;
            if (first) {
              outcome = 'repeated';
              return first;
            }
            throw error;
          }
        });
        metrics.answers.inc({ outcome });
        metrics.answerSeconds.observe((performance.now() - received) / 1000);
        return seenBy(view, events);
      } catch (error) {
        metrics.answers.inc({ outcome: isDomainError(error) ? error.code : 'failed' });
        throw error;
      }
    },

    /** Ends the session on the candidate's wish. Ending an ended session changes nothing. */
    async submit<E = CandidateEvent>(
      login: Login,
      { sessionId, writer = null }: SessionCommand,
      view = candidateEvent as EventView<E>,
    ): Promise<Step<E>> {
      const session = await ownSession(login, sessionId);
      const events = await exclusively(session, async () => {
        const { saved } = await sessions.loadSigns(sessionId, now());
        const handIn = (state: SessionState) =>
          state.status === 'completed' ? [] : submitSession(state, session.exam, saved);
        return command(session, writer, handIn, null);
      });
      return seenBy(view, events);
    },

    /**
     * Keeps what is chosen and not submitted: it counts when the time is over. Costs a row, not an event, and is never
     * seen by anyone else.
     * @throws DomainError as `submitResponse`.
     */
    async saveSelection(login: Login, input: SelectionInput): Promise<void> {
      const { sessionId, position, answer, writer = null } = input;
      const session = await ownSession(login, sessionId);
      await exclusively(session, async () => {
        for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
          await command(
            session,
            writer,
            (state, at) => {
              assertMayChoose(state, position, answer, at);
              return [];
            },
            null,
          );
          if (await sessions.saveSelection(sessionId, session.state.seq, { position, answer }, now())) return;
          session.state = await sessions.loadState(sessionId);
        }
        throw new DomainError('stale_session');
      });
    },

    /** A device is there again: the time that none was is given back as the rules say. */
    async welcomeBack(sessionId: string): Promise<void> {
      const session = await hold(sessionId);
      if (isRunning(session.state)) await exclusively(session, () => credit(session));
    },

    /**
     * Carries out a decision on a session: the candidate's own when `login` is given, any for what goes on by itself. An
     * empty result means that nothing was to be done.
     * @throws DomainError `session_not_found`, what the decision refuses, `stale_session`, `temporarily_unavailable`.
     */
    async decide(
      login: Login | null,
      sessionId: string,
      decision: (state: SessionState, exam: Exam, at: Date) => Decision,
      origin: string | null,
    ): Promise<CandidateStep> {
      const session = await (login ? ownSession(login, sessionId) : hold(sessionId));
      const events = await exclusively(session, async () => {
        try {
          return await carryOut(session, (state, at) => decision(state, session.exam, at), origin);
        } catch (error) {
          if (isOverTime(error)) await expire(session);
          throw error;
        }
      });
      return seenBy(candidateEvent, events);
    },

    /**
     * Carries out a decision on the session as the log has it now, for what comes from nobody's page: another process may
     * have taken answers since this one looked. Returns the state after it.
     */
    async decideAfresh(
      sessionId: string,
      decision: (state: SessionState, exam: Exam, at: Date) => Decision,
    ): Promise<SessionState> {
      const session = await hold(sessionId);
      return exclusively(session, async () => {
        session.state = await sessions.loadState(sessionId);
        await carryOut(session, (state, at) => decision(state, session.exam, at), null);
        return session.state;
      });
    },

    /** As `decide`, for what only the device that writes may do. @throws DomainError also `answered_elsewhere`. */
    async decideAsWriter(
      login: Login,
      { sessionId, writer = null }: SessionCommand,
      decision: (state: SessionState, exam: Exam, at: Date) => Decision,
      origin: string | null,
    ): Promise<CandidateStep> {
      const session = await ownSession(login, sessionId);
      const decide = (state: SessionState, at: Date) => decision(state, session.exam, at);
      return seenBy(candidateEvent, await exclusively(session, () => command(session, writer, decide, origin)));
    },

    /** Carries out what the time means by now; for the job and the sweep. */
    async expireIfOverdue(sessionId: string): Promise<void> {
      const session = await hold(sessionId);
      await exclusively(session, async () => {
        session.state = await sessions.loadState(sessionId); // another process may have answered since
        await expire(session);
        if (!isRunning(session.state)) return;
        // Deadlines move, and the job that looks after them with them.
        const due = Math.max(nextDue(session.state, session.exam).getTime(), now().getTime() + LOOK_AGAIN_MS);
        await sessions.scheduleExpiry(sessionId, session.state.seq, new Date(due));
      });
    },

    async expireAllOverdue(): Promise<void> {
      for (const sessionId of await sessions.findOverdue(now())) await this.expireIfOverdue(sessionId);
    },

    /** Everything that happened in the candidate's own session, as this kind of reader sees it. */
    async eventsOf<E>(login: Login, sessionId: string, view: EventView<E>): Promise<E[]> {
      await ownSession(login, sessionId);
      return (await log.readAll(sessionId)).map(recorded).map(view);
    },

    /**
     * Scores a completed session again without some items; old and new report stay in the log with the reason.
     * @throws DomainError `session_not_found`, `session_not_completed`, `conflict`.
     */
    async rescore(
      member: { readonly organisationId: string; readonly userId: string },
      input: { readonly sessionId: string; readonly excluded: readonly string[]; readonly reason: string },
    ): Promise<void> {
      const session = await hold(input.sessionId);
      if (session.owner.organisationId !== member.organisationId) throw new DomainError('session_not_found');
      const { excluded, reason } = input;
      await exclusively(session, async () => {
        session.state = await sessions.loadState(input.sessionId);
        const decide = (state: SessionState) =>
          rescoreSession(state, session.exam, { excluded, reason, actorId: member.userId });
        await carryOut(session, decide, null);
      });
    },

    /** Whose the session is. @throws DomainError `session_not_found` unless it is this candidate's. */
    assertOwn: async (login: Login, sessionId: string): Promise<SessionOwner> =>
      (await ownSession(login, sessionId)).owner,
  };
}
