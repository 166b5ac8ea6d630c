import { DomainError } from '@/core/errors';
import type { ItemAnswer } from '@/core/items/answer';
import type { AboutSession } from '@/protocol/assessment-socket/frames';
import { type SocketEvent, socketEvent } from '@/protocol/assessment-socket/view';
import type { Login } from '@/server/policy';
import type { CandidateApplication } from '@/server/repositories/application-repository';
import type { Services } from '@/server/services/services';

/** Where a candidate stands in an assessment an old client names by its short number. */
export type Place =
  | { readonly state: 'notStarted' }
  | {
      readonly state: 'inProgress' | 'completed';
      readonly about: AboutSession;
      readonly assessmentId: string;
      readonly isNew: boolean;
    };

/** `writer` names the device that gives it. */
type Command = { readonly sessionId: string; readonly writer: string };

export type AssessmentDesk = ReturnType<typeof createAssessmentDesk>;

/** What the older assessment protocol asks of the application, in the application's own use cases. */
export function createAssessmentDesk(services: Services) {
  const { applications, sessions, conduct, interview, presence, hubs, projections } = services;

  const applicationOf = async (login: Login, testId: number) => {
    const application = await applications.findByNumber(login, testId);
    if (!application) throw new DomainError('assessment_not_found', 'You are not invited to this assessment.');
    return application;
  };
  const aboutOf = (sessionId: string, testId: number, testName: string): AboutSession => ({
    sessionId,
    testId,
    testName,
  });

  const placeIn = (application: CandidateApplication, testId: number): Place => {
    const { session, title, assessmentId } = application;
    if (session?.status === 'inProgress')
      return { state: 'inProgress', about: aboutOf(session.sessionId, testId, title), assessmentId, isNew: false };
    const refusal = applications.startRefusal(application);
    if (session?.status === 'completed' && refusal)
      return { state: 'completed', about: aboutOf(session.sessionId, testId, title), assessmentId, isNew: false };
    if (refusal) throw new DomainError(refusal);
    return { state: 'notStarted' };
  };

  return {
    /**
     * @throws DomainError `assessment_not_found` for who is not invited, or why an attempt cannot be started now.
     */
    find: async (login: Login, testId: number): Promise<Place> => placeIn(await applicationOf(login, testId), testId),

    /** Starts an attempt or finds the one that runs. An old client has asked for consent on its own instructions page. */
    async start(login: Login, testId: number, writer: string): Promise<Exclude<Place, { state: 'notStarted' }>> {
      const application = await applicationOf(login, testId);
      const place = placeIn(application, testId);
      if (place.state !== 'notStarted') return place;
      const { applicationId, assessmentId, title } = application;
      const { sessionId } = await sessions.start(login, {
        applicationId,
        consent: true,
        isNewAttempt: true,
        writer,
      });
      return { state: 'inProgress', about: aboutOf(sessionId, testId, title), assessmentId, isNew: true };
    },

    eventsOf: (login: Login, sessionId: string): Promise<SocketEvent[]> =>
      sessions.eventsOf(login, sessionId, socketEvent),

    /** What happens after event `seq`, but for what `origin` has caused and been told itself. */
    async *follow(
      sessionId: string,
      seq: number,
      origin: string,
      signal: AbortSignal,
    ): AsyncGenerator<readonly SocketEvent[]> {
      for await (const batch of hubs.follow(sessionId, seq, signal))
        if (batch.origin !== origin) yield projections.assessmentSocket(batch).events;
    },

    /** Counts this socket as a device of the session, after giving back the time that none was there; undone by the result. */
    async arrive(sessionId: string, assessmentId: string): Promise<() => void> {
      await sessions.welcomeBack(sessionId);
      return presence.join(sessionId, assessmentId);
    },

    /** Ends a session whose time is over, whoever notices first; gives its events. */
    async expire(login: Login, sessionId: string): Promise<SocketEvent[]> {
      await sessions.expireIfOverdue(sessionId);
      return this.eventsOf(login, sessionId);
    },

    async submit(
      login: Login,
      { sessionId, writer }: Command,
      position: number,
      answer: ItemAnswer,
      origin: string,
    ): Promise<SocketEvent[]> {
      const { events } = await sessions.submitResponse(
        login,
        { sessionId, writer, position, answer },
        origin,
        socketEvent,
      );
      return events;
    },

    async complete(login: Login, command: Command): Promise<SocketEvent[]> {
      return (await sessions.submit(login, command, socketEvent)).events;
    },

    // What these lead to comes with the session's events.
    takeOver: (login: Login, command: Command) => conduct.takeOver(login, command, null),
    pause: (login: Login, command: Command) => conduct.pause(login, command, null),
    resume: (login: Login, command: Command) => conduct.resume(login, command, null),

    /** Notes that a question is on somebody's screen: only then does its own time mean that it was missed. */
    show: (login: Login, command: Command, position: number) =>
      sessions.saveSelection(login, { ...command, position, answer: null }),

    /** Asks the interviewer; the reply comes with the session's events. */
    async ask(login: Login, sessionId: string, text: string): Promise<void> {
      await interview.ask(login, { sessionId, askId: crypto.randomUUID(), text }, null);
    },
  };
}
