import { type CertifiedStatement, canonicalJson } from '@/core/assessment/certificate';
import { onStandardClock } from '@/core/assessment/clock';
import type { Exam } from '@/core/assessment/exam';
import { personFitLimit } from '@/core/assessment/person-fit-limit';
import { foldSession, NEW_SESSION } from '@/core/assessment/session';
import { analyseSession, itemTimeOf, type SessionAnalysis } from '@/core/assessment/session-analysis';
import type { SessionReport } from '@/core/assessment/session-report';
import { type SignalSummary, summariseSignals } from '@/core/assessment/session-signal';
import { DomainError } from '@/core/errors';
import { probabilityAbove, rankInTies } from '@/core/psychometrics/composite';
import { type FairnessReport, fairnessReport } from '@/core/psychometrics/fairness-report';
import { percentileRank, type TechnicalFigures, technicalFigures } from '@/core/psychometrics/norm-group';
import type { Statistic } from '@/core/statistics/statistic';
import { type Certificate, makeCertificate, sha256 } from '@/server/certificate';
import { exportedResult, type ResultsDocument } from '@/server/export/results-document';
import type { Member } from '@/server/policy';
import type { AssessmentRepository, StoredAssessment } from '@/server/repositories/assessment-repository';
import type { CalibrationRepository } from '@/server/repositories/calibration-repository';
import type { EventLog } from '@/server/repositories/event-log';
import type { NormGroup, ReportRepository } from '@/server/repositories/report-repository';
import { recorded, type SessionOwner, type SessionRepository } from '@/server/repositories/session-repository';
import { breathing } from './breathing';
import type { ExamLibrary } from './exam-library';

type Deps = {
  readonly reports: ReportRepository;
  readonly calibration: CalibrationRepository;
  readonly sessions: SessionRepository;
  readonly assessments: AssessmentRepository;
  readonly exams: ExamLibrary;
  readonly log: EventLog;
  /** Signs certificates. */
  readonly secret: string;
  readonly now: () => Date;
};

export type ReportAnalysis = SessionAnalysis & {
  readonly signals: readonly SignalSummary[];
  readonly percentiles: readonly { name: string; createdAt: Date; percentile: Statistic }[];
  /** Items of this session that are in quarantine now and still count in its report. */
  readonly quarantined: readonly string[];
};

export type RankedCandidate = {
  readonly sessionId: string;
  readonly name: string;
  readonly theta: number;
  readonly sd: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** P(this person is above the best of the next group); null in the last group. */
  readonly aboveNext: number | null;
};

export type Results = {
  /** Groups of people that cannot be told apart, best first. */
  readonly groups: readonly (readonly RankedCandidate[])[];
  /** Completed sessions without a score. */
  readonly unscored: number;
  readonly technical: TechnicalFigures;
  readonly normGroups: readonly NormGroup[];
};

export type ReportService = ReturnType<typeof createReportService>;

/** What results mean: beside one another, beside a norm group, and beside what is known of the measurement. */
export function createReportService(deps: Deps) {
  const { reports, calibration, sessions, assessments, exams, log, secret, now } = deps;

  const own = async (member: Member, id: string): Promise<StoredAssessment> => {
    const assessment = await assessments.find(member.organisationId, id);
    if (!assessment) throw new DomainError('assessment_not_found');
    return assessment;
  };

  /** A completed session of the organisation with its log and the exam it was taken with. */
  const completed = async (member: Member, sessionId: string) => {
    const owner: SessionOwner | null = await sessions.findOwner(sessionId);
    if (owner?.organisationId !== member.organisationId) throw new DomainError('session_not_found');
    const assessment = await own(member, owner.assessmentId);
    const events = (await log.readAll(sessionId)).map(recorded);
    const state = events.reduce(foldSession, NEW_SESSION);
    if (state.status !== 'completed') throw new DomainError('session_not_completed');
    return { owner, assessment, events, state, exam: await exams.ofAssessment(assessment, state.bankRevision) };
  };

  const scoredSessions = async (organisationId: string, assessmentId: string) => {
    const rows = await reports.completedSessions(organisationId, assessmentId);
    const found = await reports.reports(rows.map(({ sessionId }) => sessionId));
    return rows.map((row) => ({ ...row, score: (found.get(row.sessionId) as SessionReport | undefined)?.composite }));
  };

  const fitLimits = new WeakMap<Exam, Promise<number | null>>();
  /** Found once for an exam in memory; it takes a second or so. */
  const fitLimitOf = (exam: Exam): Promise<number | null> => {
    const found = fitLimits.get(exam) ?? breathing(personFitLimit(exam), new AbortController().signal);
    fitLimits.set(exam, found);
    return found;
  };

  return {
    async analyse(member: Member, sessionId: string): Promise<ReportAnalysis> {
      const { owner, events, exam, state } = await completed(member, sessionId);
      const [tallies, standing, groups, signals] = await Promise.all([
        calibration.tallies(owner.organisationId),
        calibration.standingOf(
          owner.organisationId,
          state.answers.map(({ itemId }) => itemId),
          state.bankRevision,
        ),
        reports.normGroups(owner.organisationId, owner.assessmentId),
        reports.signals(sessionId),
      ]);
      const times = new Map(tallies.map((row) => [`${row.itemId}@${row.itemVersion}`, itemTimeOf(row.tally)]));
      const known = (itemId: string, version: number) => {
        const key = `${itemId}@${version}`;
        return { time: times.get(key) ?? null, isCalibrated: standing.calibrated.has(key) };
      };
      const analysis = analyseSession(exam, events, known, await fitLimitOf(exam));
      if (!analysis) throw new DomainError('session_not_completed');
      const { composite } = state.report;
      return {
        ...analysis,
        signals: summariseSignals(
          [
            ...signals,
            // The first device to say its name is no switch.
            ...events
              .filter(({ type }) => type === 'writerChanged')
              .slice(1)
              .map(({ at }) => ({ kind: 'deviceSwitched' as const, at, durationMs: null })),
          ],
          state,
        ),
        percentiles:
          composite.value === null
            ? []
            : groups.map(({ name, createdAt, thetas }) => {
                return { name, createdAt, percentile: percentileRank(composite.theta, thetas) };
              }),
        quarantined: state.answers
          .filter(({ itemId, pilot }) => !pilot && standing.quarantined.has(itemId) && !state.excluded.includes(itemId))
          .map(({ itemId }) => itemId),
      };
    },

    /** Everyone with a result, in groups that the results cannot tell apart. */
    async results(member: Member, assessmentId: string): Promise<Results> {
      await own(member, assessmentId);
      const rows = await scoredSessions(member.organisationId, assessmentId);
      const people = rows.flatMap(({ sessionId, candidateName, score }) =>
        score && score.value !== null ? [{ sessionId, name: candidateName, ...score }] : [],
      );
      const order = rankInTies(people);
      return {
        groups: order.map((group, place) =>
          group.map((index) => {
            const person = people[index]!;
            const rival = order[place + 1]?.[0];
            return { ...person, aboveNext: rival === undefined ? null : probabilityAbove(person, people[rival]!) };
          }),
        ),
        unscored: rows.length - people.length,
        technical: technicalFigures(people),
        normGroups: await reports.normGroups(member.organisationId, assessmentId),
      };
    },

    /** All results of an assessment for a file; nothing that tells of an accommodation. */
    async exportResults(member: Member, assessmentId: string): Promise<ResultsDocument> {
      const { id, title } = await own(member, assessmentId);
      const rows = await reports.exportedSessions(member.organisationId, id);
      const found = await reports.reports(rows.map(({ sessionId }) => sessionId));
      return {
        format: 'assay.results',
        version: 1,
        assessment: { id, title },
        exportedAt: now().toISOString(),
        results: rows.flatMap((row) => {
          const report = found.get(row.sessionId) as SessionReport | undefined;
          return report ? [exportedResult(row, report)] : [];
        }),
      };
    },

    /** Makes everyone with a result now a named group that later results are compared with: of each person the last one. */
    async createNormGroup(member: Member, assessmentId: string, name: string): Promise<NormGroup> {
      const { organisationId, userId: createdBy } = member;
      await own(member, assessmentId);
      const last = new Map<string, number>();
      for (const { candidateId, score } of await scoredSessions(organisationId, assessmentId))
        if (score && score.value !== null) last.set(candidateId, score.theta);
      const thetas = [...last.values()].sort((x, y) => x - y);
      if (thetas.length === 0) throw new DomainError('conflict', 'There is no result yet to make a norm group from.');
      return reports.addNormGroup({ organisationId, assessmentId, createdBy }, name, thetas, now());
    },

    /** Selection and item functioning by the voluntary answers to one question; aggregated, small groups suppressed. */
    async fairness(member: Member, assessmentId: string, question: string): Promise<FairnessReport> {
      await own(member, assessmentId);
      const { organisationId } = member;
      const [people, answers] = await Promise.all([
        reports.groupedPeople(organisationId, assessmentId, question),
        reports.groupedAnswers(organisationId, assessmentId),
      ]);
      return fairnessReport(people, answers);
    },

    /** Everything the score rests on, with a hash anyone can check and a signature only this installation can make. */
    async certify(member: Member, sessionId: string): Promise<Certificate> {
      const { owner, assessment, events, state, exam } = await completed(member, sessionId);
      const counted = state.answers.filter(({ itemId }) => !state.excluded.includes(itemId));
      const pool = exam.engine.pool;
      const statement: CertifiedStatement = {
        format: 'assay-certificate/1',
        sessionId: owner.sessionId,
        assessment: assessment.title,
        completedAt: onStandardClock(state, new Date(state.completedAt)),
        bankRevision: state.bankRevision,
        rules: exam.rules,
        graph: exam.graph,
        pilotSlots: exam.pilots.slots,
        items: counted.flatMap(({ itemId }) => {
          const item = pool.items[pool.indexOf.get(itemId) ?? -1];
          return item
            ? [{ id: item.id, version: item.version, skillId: item.skillId, parameters: item.parameters }]
            : [];
        }),
        answers: counted.map(({ position, itemId, points, maxPoints, correct, pilot }) => {
          return { position, itemId, points, maxPoints, correct, pilot };
        }),
        report: state.report,
        eventsHash: sha256(canonicalJson(events)),
      };
      return makeCertificate(statement, secret);
    },
  };
}
