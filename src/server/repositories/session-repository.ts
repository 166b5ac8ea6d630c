import { foldSession, NEW_SESSION, type SessionState } from '@/core/assessment/session';
import type { Recorded, SessionEvent } from '@/core/assessment/session-event';
import { currentEvent } from '@/core/assessment/upcast';
import type { Database } from '@/server/db';
import type { EventLog, StoredEvent } from './event-log';

/** Whose a session is; never changes. */
export type SessionOwner = {
  readonly sessionId: string;
  readonly organisationId: string;
  readonly assessmentId: string;
  readonly applicationId: string;
  readonly candidateId: string;
};

/** One line of a recruiter's table. */
export type SessionSummary = {
  readonly sessionId: string;
  readonly candidateName: string;
  readonly candidateEmail: string;
  readonly status: 'created' | 'inProgress' | 'completed';
  readonly answered: number;
  readonly theta: number | null;
  readonly thetaSd: number | null;
  readonly stopReason: string | null;
  readonly startedAt: Date | null;
  readonly deadlineAt: Date | null;
  readonly completedAt: Date | null;
  /** Last sign of life of a connected device; null when none is. */
  readonly seenAt: Date | null;
  readonly version: number;
};

export type SessionRepository = ReturnType<typeof createSessionRepository>;

const OWNER = { id: true, organisationId: true, assessmentId: true, applicationId: true, candidateId: true } as const;

export function createSessionRepository({ prisma, pool }: Database, log: EventLog) {
  const owner = ({ id, ...row }: { id: string } & Omit<SessionOwner, 'sessionId'>): SessionOwner => ({
    sessionId: id,
    ...row,
  });
  return {
    async findOwner(sessionId: string): Promise<SessionOwner | null> {
      const row = await prisma.session.findUnique({ where: { id: sessionId }, select: OWNER });
      return row && owner(row);
    },

    /** An application's attempt of this number, made when there is none; two at once get the same one. */
    async findOrCreate(session: SessionOwner, attempt: number): Promise<SessionOwner> {
      const { sessionId, ...rest } = session;
      await prisma.session.createMany({ data: [{ id: sessionId, attempt, ...rest }], skipDuplicates: true });
      const where = { applicationId_attempt: { applicationId: session.applicationId, attempt } };
      return owner(await prisma.session.findUniqueOrThrow({ where, select: OWNER }));
    },

    async statusOf(sessionId: string): Promise<SessionSummary['status'] | null> {
      const row = await prisma.session.findUnique({ where: { id: sessionId }, select: { status: true } });
      return row?.status ?? null;
    },

    /** The state as the log tells it. */
    async loadState(sessionId: string): Promise<SessionState> {
      const events = await log.readAll(sessionId);
      return events.map(recorded).reduce(foldSession, NEW_SESSION);
    },

    async listByAssessment(organisationId: string, assessmentId: string): Promise<SessionSummary[]> {
      const rows = await prisma.session.findMany({
        where: { organisationId, assessmentId },
        include: { candidate: { select: { name: true, email: true } } },
        orderBy: { createdAt: 'asc' },
      });
      return rows.map(({ candidate, ...row }) => ({
        sessionId: row.id,
        candidateName: candidate.name,
        candidateEmail: candidate.email,
        status: row.status,
        answered: row.answered,
        theta: row.theta,
        thetaSd: row.thetaSd,
        stopReason: row.stopReason,
        startedAt: row.startedAt,
        deadlineAt: row.deadlineAt,
        completedAt: row.completedAt,
        seenAt: row.seenAt,
        version: row.version,
      }));
    },

    /** Marks the sessions that have a connected device now, in one statement. */
    async markSeen(sessionIds: readonly string[], at: Date | null): Promise<void> {
      await pool.query({
        name: 'sessions-seen',
        text: 'update session set seen_at = $2 where id = any($1::uuid[])',
        values: [sessionIds, at],
      });
    },

    async countByStatus(): Promise<Record<string, number>> {
      const groups = await prisma.session.groupBy({ by: ['status'], _count: true });
      return Object.fromEntries(groups.map((group) => [group.status, group._count]));
    },

    /** Sessions whose time ran out although nothing ended them, for instance because every process was down. */
    async findOverdue(now: Date): Promise<string[]> {
      const rows = await prisma.session.findMany({
        where: { status: 'inProgress', deadlineAt: { lt: now } },
        select: { id: true },
        take: 1_000,
      });
      return rows.map((row) => row.id);
    },
  };
}

/** A log line as the domain has it, whichever version wrote it. */
export function recorded(event: StoredEvent): Recorded<SessionEvent> {
  return { seq: event.seq, at: event.at.toISOString(), ...currentEvent(event.type, event.payload) };
}
