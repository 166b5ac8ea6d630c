import type { Signs } from '@/core/assessment/clock';
import type { SavedSelections } from '@/core/assessment/expiry';
import { foldSession, NEW_SESSION, type SessionState } from '@/core/assessment/session';
import type { Recorded, SessionEvent } from '@/core/assessment/session-event';
import { currentEvent } from '@/core/assessment/upcast';
import type { ItemAnswer } from '@/core/items/answer';
import type { Database } from '@/server/db';
import type { EventLog, StoredEvent } from './event-log';
import { shareStatements } from './shared-statement';

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

const OWNER = `id as "sessionId", organisation_id as "organisationId", assessment_id as "assessmentId",
  application_id as "applicationId", candidate_id as "candidateId"`;

type SignsRow = {
  readonly seenAt: Date | null;
  readonly lastSeenAt: Date | null;
  readonly selections: readonly { position: number; answer: ItemAnswer | null; savedAt: string }[] | null;
};

export function createSessionRepository({ prisma, pool }: Database, log: EventLog) {
  const findOwner = shareStatements<string, SessionOwner | null>(async (ids) => {
    const { rows } = await pool.query<SessionOwner>({
      name: 'session-owners',
      text: `select ${OWNER} from session where id = any($1::uuid[])`,
      values: [ids],
    });
    const owners = new Map(rows.map((row) => [row.sessionId, row]));
    return ids.map((id) => owners.get(id) ?? null);
  });

  const signsOf = shareStatements<string, SignsRow>(async (ids) => {
    const { rows } = await pool.query<SignsRow>({
      name: 'session-signs',
      text: `
        select s.seen_at as "seenAt", s.last_seen_at as "lastSeenAt",
               (select json_agg(json_build_object('position', v.position, 'answer', v.answer, 'savedAt', v.saved_at))
                from saved_selection v where v.session_id = asked.id) as selections
        from unnest($1::uuid[]) with ordinality as asked (id, place)
        left join session s on s.id = asked.id order by asked.place`,
      values: [ids],
    });
    return rows;
  });

  return {
    findOwner,

    /** An application's attempt of this number, made when there is none; two at once get the same one. */
    async findOrCreate(session: SessionOwner, attempt: number): Promise<SessionOwner> {
      const { sessionId, organisationId, assessmentId, applicationId, candidateId } = session;
      const { rows } = await pool.query<SessionOwner>({
        name: 'session-of-attempt',
        text: `insert into session (id, organisation_id, assessment_id, application_id, candidate_id, attempt)
          values ($1, $2, $3, $4, $5, $6)
          on conflict (application_id, attempt) do update set attempt = excluded.attempt returning ${OWNER}`,
        values: [sessionId, organisationId, assessmentId, applicationId, candidateId, attempt],
      });
      return rows[0]!;
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
      const { seenAt, lastSeenAt, selections } = await signsOf(sessionId);
      const chosen = (selections ?? []).map(({ savedAt, ...choice }) => ({ ...choice, savedAt: new Date(savedAt) }));
      const isHere = seenAt && now.getTime() - seenAt.getTime() <= PRESENT_FOR_MS;
      const times = chosen.map(({ savedAt }) => savedAt.getTime());
      return {
        signs: {
          awaySince: isHere ? null : lastSeenAt,
          savedAt: times.length > 0 ? new Date(Math.max(...times)) : null,
        },
        saved: new Map(chosen.map(({ position, answer, savedAt }) => [position, { answer, savedAt }])),
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

    /** Sets when a session's clocks are looked at again; its row only if nothing has happened since `version`. */
    async scheduleExpiry(sessionId: string, version: number, runAt: Date): Promise<void> {
      await pool.query({
        name: 'schedule-expiry',
        text: `with moved as (update session set due_at = $3 where id = $1::uuid and version = $2)
          select graphile_worker.add_job('expire_session', json_build_object('sessionId', $1::text),
            run_at => $3, job_key => 'expire:' || $1::text)`,
        values: [sessionId, version, runAt],
      });
    },

    /**
     * Written items this person has been shown in any assessment of the organisation, practice among them; a family makes
     * another variant each time.
     */
    async seenItems(organisationId: string, candidateId: string): Promise<string[]> {
      const { rows } = await pool.query<{ id: string }>({
        name: 'seen-items',
        text: `select distinct p.item_id as id from session s join presentation p on p.session_id = s.id
          join item i on i.organisation_id = s.organisation_id and i.id = p.item_id and i.version = p.item_version
          where s.candidate_id = $1 and s.organisation_id = $2 and i.model_id is null order by 1`,
        values: [candidateId, organisationId],
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
