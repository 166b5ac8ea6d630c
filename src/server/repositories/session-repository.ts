import type { Signs } from '@/core/assessment/clock';
import type { SavedSelections } from '@/core/assessment/expiry';
import { foldSession, NEW_SESSION, type SessionState } from '@/core/assessment/session';
import type { Recorded, SessionEvent } from '@/core/assessment/session-event';
import { currentEvent } from '@/core/assessment/upcast';
import type { ItemAnswer } from '@/core/items/answer';
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
  readonly completedAt: Date | null;
  readonly pausedAt: Date | null;
  readonly timeUsedMs: number;
  /** Last sign of life of a connected device; null when none is. */
  readonly seenAt: Date | null;
  readonly lastSeenAt: Date | null;
  readonly version: number;
};

export type SessionRepository = ReturnType<typeof createSessionRepository>;

/** Devices are booked every 10 s: one not heard of for longer has gone, with its process or without. */
const PRESENT_FOR_MS = 12_000;

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
        completedAt: row.completedAt,
        pausedAt: row.pausedAt,
        timeUsedMs: row.timeUsedMs,
        seenAt: row.seenAt,
        lastSeenAt: row.lastSeenAt,
        version: row.version,
      }));
    },

    /** Marks the sessions that have a connected device, or no longer have one (`seenAt` null), in one statement. */
    async markSeen(sessionIds: readonly string[], seenAt: Date | null, now: Date): Promise<void> {
      await pool.query({
        name: 'sessions-seen',
        text: 'update session set seen_at = $2, last_seen_at = $3 where id = any($1::uuid[])',
        values: [sessionIds, seenAt, now],
      });
    },

    /** What the tables know of a session beyond its log: who is there, and what has been chosen and not submitted. */
    async loadSigns(sessionId: string, now: Date): Promise<{ signs: Signs; saved: SavedSelections }> {
      const row = await prisma.session.findUnique({
        where: { id: sessionId },
        select: { seenAt: true, lastSeenAt: true, selections: true },
      });
      const selections = row?.selections ?? [];
      const isHere = row?.seenAt && now.getTime() - row.seenAt.getTime() <= PRESENT_FOR_MS;
      const times = selections.map(({ savedAt }) => savedAt.getTime());
      return {
        signs: {
          awaySince: isHere ? null : (row?.lastSeenAt ?? null),
          savedAt: times.length > 0 ? new Date(Math.max(...times)) : null,
        },
        saved: new Map(
          selections.map(({ position, answer, savedAt }) => [
            position,
            { answer: answer as ItemAnswer | null, savedAt },
          ]),
        ),
      };
    },

    /**
     * Keeps what is chosen at a position, for as long as the session is as `version` has it; false when it has gone on.
     * A null answer says that the item is on the screen, and takes no choice away.
     */
    async saveSelection(
      sessionId: string,
      version: number,
      { position, answer }: { position: number; answer: ItemAnswer | null },
      savedAt: Date,
    ): Promise<boolean> {
      const { rowCount } = await pool.query({
        name: 'save-selection',
        text: `insert into saved_selection (session_id, position, answer, saved_at)
          select id, $3, $4::jsonb, $5 from session where id = $1 and version = $2
          on conflict (session_id, position) do update
            set answer = coalesce(excluded.answer, saved_selection.answer), saved_at = excluded.saved_at`,
        values: [sessionId, version, position, answer && JSON.stringify(answer), savedAt],
      });
      return rowCount === 1;
    },

    /** Sets the job that looks after a session's clocks for another instant. */
    async scheduleExpiry(sessionId: string, runAt: Date): Promise<void> {
      await pool.query({
        name: 'schedule-expiry',
        text: `select graphile_worker.add_job('expire_session', json_build_object('sessionId', $1::text),
          run_at => $2, job_key => 'expire:' || $1)`,
        values: [sessionId, runAt],
      });
    },

    /** Written items shown in an application's sessions so far; a family makes another variant each time. */
    async seenItems(applicationId: string): Promise<string[]> {
      const { rows } = await pool.query<{ id: string }>({
        name: 'seen-items',
        text: `select distinct p.item_id as id from session s join presentation p on p.session_id = s.id
          join item i on i.organisation_id = s.organisation_id and i.id = p.item_id and i.version = p.item_version
          where s.application_id = $1 and i.model_id is null order by 1`,
        values: [applicationId],
      });
      return rows.map(({ id }) => id);
    },

    async countByStatus(): Promise<Record<string, number>> {
      const groups = await prisma.session.groupBy({ by: ['status'], _count: true });
      return Object.fromEntries(groups.map((group) => [group.status, group._count]));
    },

    /**
     * Answers whose reading is locked for so long that whoever read them is gone: the queue would hold them for hours. A
     * reading that is done already may be among them.
     */
    async findStuckReadings(minutes: number): Promise<{ sessionId: string; position: number }[]> {
      const { rows } = await pool.query<{ sessionId: string; position: number }>({
        name: 'stuck-readings',
        text: `select split_part(key, ':', 2) as "sessionId", split_part(key, ':', 3)::int as position
               from graphile_worker.jobs
               where task_identifier = 'grade_response' and locked_at < now() - make_interval(mins => $1)`,
        values: [minutes],
      });
      return rows;
    },

    /** Sessions for which something fell due although nothing saw to it, for instance because every process was down. */
    async findOverdue(now: Date): Promise<string[]> {
      const rows = await prisma.session.findMany({
        where: { status: 'inProgress', OR: [{ dueAt: { lt: now } }, { dueAt: null, deadlineAt: { lt: now } }] },
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
