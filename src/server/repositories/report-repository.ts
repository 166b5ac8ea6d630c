import { v7 as newId } from 'uuid';
import type { DemographicAnswers } from '@/core/assessment/demographics';
import type { SessionSignal, SignalKind } from '@/core/assessment/session-signal';
import type { GroupedAnswer, GroupedPerson } from '@/core/psychometrics/fairness-report';
import { maximumScore } from '@/core/psychometrics/item-response';
import { thetaWithAnswer } from '@/core/psychometrics/leave-one-out';
import type { Database } from '@/server/db';
import { calibratedItem } from './item-rows';

export type ReportRepository = ReturnType<typeof createReportRepository>;

export type NormGroup = {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  /** Composite thetas, ascending. */
  readonly thetas: readonly number[];
};

/** One completed session among the results of an assessment. */
export type SessionResult = {
  readonly sessionId: string;
  readonly candidateId: string;
  readonly candidateName: string;
  readonly shortlisted: boolean;
};

/** What a file of results says of a session beside its report. */
export type ExportedSession = Omit<SessionResult, 'candidateId'> & {
  /** On the standard clock, as is the time used: beside the real end it would tell how much time was given. */
  readonly completedAt: Date | null;
  readonly timeUsedMs: number;
  readonly stopReason: string | null;
  readonly awaited: number;
  readonly provisional: number;
};

/** What reports and fairness figures are made from, beside the log. */
export function createReportRepository({ prisma }: Pick<Database, 'prisma'>) {
  /** Today's parameters of all versions of these items, by `id@version`. */
  const parametersNow = async (organisationId: string, itemIds: readonly string[]) => {
    const ids = [...itemIds];
    const [rows, calibrations] = await Promise.all([
      prisma.item.findMany({ where: { organisationId, id: { in: ids } } }),
      prisma.itemCalibration.findMany({
        where: { organisationId, itemId: { in: ids } },
        orderBy: { revision: 'asc' },
      }),
    ]);
    const calibrated = new Map(calibrations.map((row) => [`${row.itemId}@${row.itemVersion}`, row])); // the last one stays
    return new Map(
      rows.map((row) => {
        const key = `${row.id}@${row.version}`;
        return [key, calibratedItem(row, calibrated.get(key)).parameters];
      }),
    );
  };

  return {
    async completedSessions(organisationId: string, assessmentId: string): Promise<SessionResult[]> {
      const rows = await prisma.session.findMany({
        where: { organisationId, assessmentId, status: 'completed' },
        select: {
          id: true,
          candidateId: true,
          candidate: { select: { name: true } },
          application: { select: { shortlisted: true } },
        },
        orderBy: { completedAt: 'asc' },
      });
      return rows.map(({ id, candidateId, candidate, application }) => ({
        sessionId: id,
        candidateId,
        candidateName: candidate.name,
        shortlisted: application.shortlisted === true,
      }));
    },

    /**
     * Completed sessions as a file has them, in the order they ended. `awaited` counts answers nobody has read yet;
     * `provisional` answers whose item had no parameters from marginal likelihood at the revision the session began with.
     */
    async exportedSessions(organisationId: string, assessmentId: string): Promise<ExportedSession[]> {
      return prisma.$queryRaw<ExportedSession[]>`
        select s.id as "sessionId", u.name as "candidateName",
               s.started_at + s.time_used_ms * interval '1 millisecond' as "completedAt",
               coalesce(a.shortlisted, false) as shortlisted, s.time_used_ms as "timeUsedMs", s.stop_reason as "stopReason",
               (select count(distinct r.payload ->> 'position')::int from event r
                where r.stream = s.id and r.type = 'responseScored' and r.payload ->> 'points' is null and not exists (
                  select 1 from event g where g.stream = s.id and g.type = 'responseGraded'
                    and g.payload ->> 'position' = r.payload ->> 'position')) as awaited,
               (select count(*)::int from event p
                where p.stream = s.id and p.type = 'itemPresented'
                  and not coalesce((p.payload ->> 'pilot')::boolean, false)
                  and exists (
                    select 1 from event r where r.stream = s.id and r.type = 'responseScored'
                      and r.payload ->> 'position' = p.payload ->> 'position')
                  and not exists (
                    select 1 from item_calibration c
                    where c.organisation_id = s.organisation_id and c.item_id = p.payload ->> 'itemId'
                      and c.item_version = (p.payload ->> 'itemVersion')::int and c.method = 'marginalLikelihood'
                      and c.revision <= (b.payload ->> 'bankRevision')::int)) as provisional
        from session s
        join users u on u.id = s.candidate_id
        join application a on a.id = s.application_id
        join event b on b.stream = s.id and b.type = 'sessionStarted'
        where s.organisation_id = ${organisationId}::uuid and s.assessment_id = ${assessmentId}::uuid
          and s.status = 'completed'
        order by s.completed_at, s.id`;
    },

    /** The report each session stands by: its last one. Sessions whose log has none are left out. */
    async reports(sessionIds: readonly string[]): Promise<Map<string, unknown>> {
      const rows = await prisma.event.findMany({
        where: {
          stream: { in: [...sessionIds] },
          type: { in: ['sessionCompleted', 'sessionRescored', 'responseGraded'] },
        },
        select: { stream: true, payload: true },
        orderBy: [{ stream: 'asc' }, { seq: 'asc' }],
      });
      const found = new Map<string, unknown>();
      for (const { stream, payload } of rows) {
        const { report } = payload as { report?: unknown };
        if (report) found.set(stream, report);
      }
      return found;
    },

    async normGroups(organisationId: string, assessmentId: string): Promise<NormGroup[]> {
      const rows = await prisma.normGroup.findMany({
        where: { organisationId, assessmentId },
        orderBy: { createdAt: 'desc' },
      });
      return rows.map(({ id, name, createdAt, thetas }) => ({ id, name, createdAt, thetas }));
    },

    async addNormGroup(
      owner: { organisationId: string; assessmentId: string; createdBy: string },
      name: string,
      thetas: readonly number[],
      createdAt: Date,
    ): Promise<NormGroup> {
      const id = newId();
      await prisma.normGroup.create({ data: { id, ...owner, name, thetas: [...thetas], createdAt } });
      return { id, name, createdAt, thetas };
    },

    /** A signal that came before is not kept twice. */
    async addSignals(sessionId: string, signals: readonly SessionSignal[]): Promise<void> {
      await prisma.sessionSignal.createMany({
        data: signals.map(({ at, ...signal }) => ({ sessionId, at: new Date(at), ...signal })),
        skipDuplicates: true,
      });
    },

    countSignals: (sessionId: string): Promise<number> => prisma.sessionSignal.count({ where: { sessionId } }),

    async signals(sessionId: string): Promise<SessionSignal[]> {
      const rows = await prisma.sessionSignal.findMany({ where: { sessionId }, orderBy: { at: 'asc' } });
      return rows.map(({ at, kind, durationMs }) => ({ at: at.toISOString(), kind: kind as SignalKind, durationMs }));
    },

    /** Kept as first given; a second answer to a question changes nothing. */
    async addDemographics(sessionId: string, answers: DemographicAnswers, at: Date): Promise<void> {
      const data = Object.entries(answers).flatMap(([question, answer]) =>
        answer === undefined ? [] : [{ sessionId, question, answer, at }],
      );
      await prisma.demographicAnswer.createMany({ data, skipDuplicates: true });
    },

    /** For aggregation alone: people of an assessment, or of all, by their answer to a question, without names. */
    async groupedPeople(
      organisationId: string,
      assessmentId: string | null,
      question: string,
    ): Promise<GroupedPerson[]> {
      const rows = await prisma.demographicAnswer.findMany({
        where: { question, session: { organisationId, ...(assessmentId && { assessmentId }), status: 'completed' } },
        select: {
          sessionId: true,
          answer: true,
          session: { select: { candidateId: true, application: { select: { shortlisted: true } } } },
        },
      });
      return rows.map(({ sessionId, answer, session }) => {
        const selected = session.application.shortlisted === true;
        return { personId: session.candidateId, sessionId, group: answer, selected };
      });
    },

    /** Scored answers of an assessment, or of all, with the ability to match people by; to one item if named. */
    async groupedAnswers(
      organisationId: string,
      assessmentId: string | null,
      itemId: string | null = null,
    ): Promise<GroupedAnswer[]> {
      const rows = await prisma.itemObservation.findMany({
        where: {
          organisationId,
          ...(assessmentId && { assessmentId }),
          ...(itemId !== null && { itemId }),
          session: { demographics: { some: {} } },
        },
        select: {
          sessionId: true,
          itemId: true,
          itemVersion: true,
          theta: true,
          thetaSd: true,
          points: true,
          maxPoints: true,
        },
      });
      const parameters = await parametersNow(organisationId, [...new Set(rows.map((row) => row.itemId))]);
      return rows.flatMap(({ sessionId, itemId, itemVersion, theta: others, thetaSd: sd, points, maxPoints }) => {
        const known = parameters.get(`${itemId}@${itemVersion}`);
        if (!known || maximumScore(known) !== maxPoints) return [];
        const theta = thetaWithAnswer({ theta: others, sd }, known, points);
        return [{ sessionId, itemId, itemVersion, theta, points, maxPoints }];
      });
    },
  };
}
