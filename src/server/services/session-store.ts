import { withStandardTime } from '@/core/assessment/clock';
import type { Exam } from '@/core/assessment/exam';
import { nextDue } from '@/core/assessment/expiry';
import { deadlineInPause } from '@/core/assessment/pausing';
import { type Decision, foldSession, isRunning, type SessionState } from '@/core/assessment/session';
import type { Recorded, SessionEvent } from '@/core/assessment/session-event';
import { DomainError, isDomainError } from '@/core/errors';
import { isTransient } from '@/server/db';
import type { Logger } from '@/server/logger';
import { isOwn, type Login } from '@/server/policy';
import { type Bells, bellTopic } from '@/server/realtime/bell';
import type { StreamHubs } from '@/server/realtime/stream-hub';
import type { AssessmentRepository, StoredAssessment } from '@/server/repositories/assessment-repository';
import type { StoredEvent } from '@/server/repositories/event-log';
import { recorded, type SessionOwner, type SessionRepository } from '@/server/repositories/session-repository';
import { factsOf, type SessionStep, type StepCommitter, thetaOf } from '@/server/repositories/session-step';
import type { ExamLibrary } from './exam-library';
import { Shelf } from './shelf';

export type StoreDeps = {
  readonly sessions: SessionRepository;
  readonly assessments: AssessmentRepository;
  readonly exams: ExamLibrary;
  readonly steps: StepCommitter;
  readonly hubs: StreamHubs;
  readonly bells: Bells;
  readonly logger: Logger;
  readonly now: () => Date;
};

/** What no longer changes of an assessment once it can have sessions; one for all of them. */
type Published = Pick<StoredAssessment, 'id' | 'organisationId' | 'title' | 'graph' | 'rules' | 'bankRevision'>;

/** A session as this process has it in memory; the log is the truth, the version guard keeps the two together. */
export type Held = {
  readonly owner: SessionOwner;
  readonly assessment: Published;
  /** Over the bank revision the session pinned; over the newest one until it starts. */
  exam: Exam;
  state: SessionState;
  busy: Promise<unknown>;
};

const HELD_SESSIONS = 5_000;
/** A step that lost against another writer is decided anew from the reloaded state this many times. */
export const ATTEMPTS = 4;

/** The sessions in memory: load, decide, store, announce. */
export function createSessionStore(deps: StoreDeps) {
  const { sessions, assessments, exams, steps, hubs, bells, logger, now } = deps;
  const held = new Map<string, Promise<Held>>();

  const published = new Shelf<Promise<Published>>(200);

  const findPublished = async (organisationId: string, assessmentId: string): Promise<Published> => {
    const found = await assessments.find(organisationId, assessmentId);
    if (!found) throw new DomainError('assessment_not_found');
    const { id, title, graph, rules, bankRevision } = found;
    return { id, organisationId, title, graph, rules, bankRevision };
  };

  const load = async (sessionId: string, known: SessionOwner | null): Promise<Held> => {
    const owner = known ?? (await sessions.findOwner(sessionId));
    if (!owner) throw new DomainError('session_not_found');
    const { organisationId, assessmentId } = owner;
    const assessment = await published.take(`${organisationId}:${assessmentId}`, () =>
      findPublished(organisationId, assessmentId),
    );
    const state = await sessions.loadState(sessionId);
    const exam = await (state.status === 'created'
      ? exams.ofNewSession(assessment)
      : exams.ofAssessment(assessment, state.bankRevision)); // the parameters it began with, however the bank moved on
    return { owner, assessment, exam, state, busy: Promise.resolve() };
  };

  /** The session from memory, else from the log; `owner` where the caller knows it. */
  const hold = async (sessionId: string, owner: SessionOwner | null = null): Promise<Held> => {
    const known = held.get(sessionId) ?? load(sessionId, owner);
    held.delete(sessionId);
    held.set(sessionId, known);
    if (held.size > HELD_SESSIONS) held.delete(held.keys().next().value!);
    try {
      return await known;
    } catch (error) {
      held.delete(sessionId);
      throw error;
    }
  };

  /** The session, if it is this candidate's; anything else looks as if it did not exist. */
  const own = async (login: Login, sessionId: string): Promise<Held> => {
    const session = await hold(sessionId);
    if (!isOwn(login, session.owner)) throw new DomainError('session_not_found');
    return session;
  };

  /** One command of a session at a time in this process; writers elsewhere are caught by the version guard. */
  const exclusively = <T>(session: Held, work: () => Promise<T>): Promise<T> => {
    const result = session.busy.then(work, work);
    session.busy = result.catch(() => undefined);
    return result;
  };

  /**
   * Decides on the current state and stores what was decided, again on the reloaded state when another writer was
   * faster. A refusal stands only if the log agrees: this process may have been asleep while another one went on. After
   * any failure the memory is dropped, so that the next command begins from the log.
   */
  const carryOut = async (
    session: Held,
    decide: (state: SessionState, at: Date) => Decision,
    origin: string | null,
  ): Promise<Recorded<SessionEvent>[]> => {
    const { sessionId, assessmentId } = session.owner;
    for (let attempt = 1; ; attempt += 1) {
      const { state } = session;
      // Another process may have started it, on another revision than the one this process had ready.
      if (state.status !== 'created' && state.bankRevision !== session.exam.bankRevision)
        session.exam = await exams.ofAssessment(session.assessment, state.bankRevision);
      const at = now();
      let events: Decision;
      try {
        events = decide(session.state, at);
      } catch (error) {
        if (!isDomainError(error)) throw error;
        const remembered = session.state.seq;
        session.state = await sessions.loadState(sessionId);
        if (session.state.seq === remembered || attempt >= ATTEMPTS) throw error;
        continue;
      }
      if (events.length === 0) return [];
      if (session.state.status !== 'created') events = withStandardTime(events, session.state, at);
      const before = session.state.seq;
      const storedEvents: StoredEvent[] = events.map((event, index) => ({ seq: before + 1 + index, at, ...event }));
      const line = storedEvents.map(recorded);
      const after = line.reduce(foldSession, session.state);
      let stored: boolean;
      try {
        stored = await steps.commit(stepOf(sessionId, session, at, after, events));
      } catch (error) {
        held.delete(sessionId); // it may or may not have been committed: only the log knows
        session.state = await sessions.loadState(sessionId).catch(() => session.state);
        if (isTransient(error)) throw new DomainError('temporarily_unavailable');
        throw error;
      }
      if (stored) {
        session.state = after;
        if (before === 0) logger.info({ sessionId, assessmentId }, 'session started');
        if (after.status === 'completed') {
          held.delete(sessionId); // little more is asked of it, and its log has that
          logger.info({ sessionId, assessmentId, stopReason: after.stopReason }, 'session completed');
        }
        hubs.offer(sessionId, storedEvents, origin);
        bells.ring(bellTopic.assessment(assessmentId));
        return line;
      }
      session.state = await sessions.loadState(sessionId);
      if (attempt >= ATTEMPTS) throw new DomainError('stale_session');
    }
  };

  return { hold, own, exclusively, carryOut };
}

function stepOf(
  sessionId: string,
  { state: before, exam }: Pick<Held, 'state' | 'exam'>,
  at: Date,
  after: SessionState,
  events: Decision,
): SessionStep {
  if (after.status === 'created' || after.status === 'starting')
    throw new Error('A stored step leaves a session begun');
  const { answers, ability, startedAt, deadlineAt, multiplier } = after;
  const completed = after.status === 'completed' ? after : null;
  const due = isRunning(after) ? nextDue(after, exam) : null;
  // A job that comes early looks and sets itself anew, so one is set only when something falls due before the last.
  const isEarlier = due !== null && !(isRunning(before) && nextDue(before, exam) <= due);
  return {
    session: sessionId,
    expected: before.seq,
    at: at.toISOString(),
    row: {
      status: completed ? 'completed' : 'inProgress',
      answered: answers.length,
      ...thetaOf(ability),
      stopReason: completed?.stopReason ?? null,
      startedAt,
      deadlineAt: after.status === 'paused' ? deadlineInPause(after) : deadlineAt,
      completedAt: completed?.completedAt ?? null,
      dueAt: due?.toISOString() ?? null,
      pausedAt: after.status === 'paused' ? after.pausedAt : null,
      timeUsedMs: Math.round(
        ((completed ? Date.parse(completed.completedAt) : at.getTime()) - Date.parse(startedAt)) / multiplier,
      ),
    },
    events,
    ...factsOf(events),
    ...(isEarlier && { deadlineJob: due.toISOString() }),
  };
}
