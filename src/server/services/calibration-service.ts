import { setTimeout as delay } from 'node:timers/promises';
import { DEMOGRAPHIC_QUESTIONS } from '@/core/assessment/demographics';
import { settleSession } from '@/core/assessment/settled-session';
import { DomainError } from '@/core/errors';
import { fairnessReport, isFlagged } from '@/core/psychometrics/fairness-report';
import { driftAlarm } from '@/core/psychometrics/item-drift';
import { maximumScore } from '@/core/psychometrics/item-response';
import { decideStanding } from '@/core/psychometrics/item-standing';
import { type CalibratableItem, recalibrateSkill } from '@/core/psychometrics/recalibration';
import type { Logger } from '@/server/logger';
import type { AssessmentRepository } from '@/server/repositories/assessment-repository';
import type { BankRepository, StandingItem } from '@/server/repositories/bank-repository';
import type {
  CalibrationRepository,
  ItemMove,
  Publication,
  StoredTally,
} from '@/server/repositories/calibration-repository';
import type { EventLog } from '@/server/repositories/event-log';
import type { ReportRepository } from '@/server/repositories/report-repository';
import { recorded, type SessionRepository } from '@/server/repositories/session-repository';
import { breathing } from './breathing';
import type { ExamLibrary } from './exam-library';
import { optionsOf } from './pilot-evidence';

type Deps = {
  readonly calibration: CalibrationRepository;
  readonly reports: ReportRepository;
  readonly bank: BankRepository;
  readonly sessions: SessionRepository;
  readonly assessments: AssessmentRepository;
  readonly exams: ExamLibrary;
  readonly log: EventLog;
  readonly logger: Logger;
  readonly now: () => Date;
};

/** What a nightly calibration says of one skill, as it is kept and shown. */
export type SkillCalibrationSummary = {
  readonly skillId: string;
  readonly items: number;
  readonly answers: number;
  readonly marginal: { readonly items: number; readonly people: number; readonly iterations: number } | null;
  readonly reason: 'tooFewItems' | 'notConverged' | null;
  readonly published: number;
  readonly newAnchors: number;
};

/** How far back a job looks for others that wait. */
const DUE_MS = 48 * 3_600_000;

/** Time a job settles the sessions of other jobs. */
const LONGEST_JOB_MS = 60_000;
/** A session that has not been settled for this long has been missed, or waits behind many. */
const MISSED_MS = 30_000;
/** Rest after settling a session, in times of what it took. */
const REST = 3;

/** Longer than a job settles. */
const ABANDONED_MINUTES = 10;

const keyOf = ({ id, version }: { id: string; version: number }) => `${id}@${version}`;

/** How the bank learns: after each completed session, and every night over all of them. */
export function createCalibrationService(deps: Deps) {
  const { calibration, reports, bank, sessions, assessments, exams, log, logger, now } = deps;

  /** What the rules say of these items now, as moves. */
  const dueMoves = (
    items: ReadonlyMap<string, StandingItem>,
    tallies: readonly StoredTally[],
    flagged: ReadonlySet<string>,
  ) =>
    tallies.flatMap((stored): ItemMove[] => {
      const entry = items.get(`${stored.itemId}@${stored.itemVersion}`);
      if (!entry) return [];
      const { item, status } = entry;
      const hasDif = flagged.has(keyOf(item));
      const change = decideStanding(status, stored.tally, maximumScore(item.parameters), optionsOf(item), hasDif);
      if (!change) return [];
      const { to, cause, evidence } = change;
      const name = { itemId: item.id, itemVersion: item.version };
      return [{ ...name, from: status, to, cause, reason: cause, evidence, actorId: null }];
    });

  /** Versions (`id@version`) that function differently for some group, over all assessments and voluntary questions. */
  const flaggedItems = async (organisationId: string): Promise<Set<string>> => {
    const answers = await reports.groupedAnswers(organisationId, null);
    const flagged = new Set<string>();
    if (answers.length === 0) return flagged;
    for (const question of Object.keys(DEMOGRAPHIC_QUESTIONS)) {
      const people = await reports.groupedPeople(organisationId, null, question);
      for (const dif of fairnessReport(people, answers).dif) {
        if (isFlagged(dif)) flagged.add(keyOf({ id: dif.itemId, version: dif.itemVersion }));
      }
    }
    return flagged;
  };

  const byKey = async (organisationId: string) =>
    new Map((await bank.standing(organisationId)).map((entry) => [keyOf(entry.item), entry]));

  return {
    /**
     * Learns from a completed session: exposure, statistics, difficulties, drift. An item that gives an alarm is
     * quarantined at once, from the next session on. May run any number of times.
     */
    async settle(sessionId: string): Promise<void> {
      const owner = await sessions.findOwner(sessionId);
      if (!owner) throw new DomainError('session_not_found');
      const assessment = await assessments.find(owner.organisationId, owner.assessmentId);
      if (!assessment) throw new DomainError('assessment_not_found');
      const events = (await log.readAll(sessionId)).map(recorded);
      const started = events.find((event) => event.type === 'sessionStarted');
      if (!started) return;
      const exam = await exams.ofAssessment(assessment, started.payload.bankRevision);
      const settled = settleSession(exam, events);
      if (!settled) return;
      const learned = await calibration.settle(owner, settled, now());
      const suspects = learned.filter(({ tally }) => driftAlarm(tally.drift) !== null);
      if (suspects.length === 0) return;
      const alarms = dueMoves(await byKey(owner.organisationId), suspects, new Set());
      if (alarms.length === 0) return;
      const revision = await calibration.publish(
        owner.organisationId,
        { parameters: [], anchors: [], moves: alarms },
        now(),
      );
      logger.warn({ items: alarms.map(({ itemId }) => itemId), revision }, 'items quarantined: answers drift');
    },

    /**
     * Settles this session and every other one of its organisation that waits, oldest first. One job of an organisation runs
     * at a time. Nobody waits for it, and those who answer meanwhile do: it rests three times as long as it works, and
     * leaves to another job what takes longer.
     */
    async settleDue(sessionId: string, signal: AbortSignal): Promise<void> {
      const owner = await sessions.findOwner(sessionId);
      if (!owner) return;
      const started = performance.now();
      const since = new Date(now().getTime() - DUE_MS);
      for (const id of await calibration.sessionsToSettle(owner.organisationId, since)) {
        if (signal.aborted) throw new Error('Stopped while settling; the job runs again');
        const begun = performance.now();
        if (begun - started > LONGEST_JOB_MS) {
          await calibration.queueSettling(owner);
          break;
        }
        await this.settle(id);
        await delay(REST * (performance.now() - begun));
      }
      if (await calibration.awaitsSettling(sessionId)) await this.settle(sessionId);
    },

    /** Queues the settling of sessions that ended just as a job began to look. */
    queueMissed: (): Promise<void> => {
      const at = now().getTime();
      return calibration.queueMissed(new Date(at - DUE_MS), new Date(at - MISSED_MS));
    },

    /** Lets others go on with what a process that died was settling. */
    async releaseAbandoned(): Promise<void> {
      const released = await calibration.releaseAbandoned(ABANDONED_MINUTES);
      if (released > 0) logger.warn({ jobs: released }, 'settling that was left behind goes on');
    },

    /** Every organisation that has new answers. */
    async calibrateAll(signal: AbortSignal): Promise<void> {
      for (const organisationId of await calibration.organisationsToCalibrate()) {
        if (signal.aborted) return;
        await this.calibrate(organisationId, signal);
      }
    },

    /**
     * New parameters from all answers, promotions and quarantines, published as one bank revision that sessions starting
     * later take. Running sessions keep theirs. Returns the revision, or null when nothing changed enough.
     */
    async calibrate(
      organisationId: string,
      signal: AbortSignal = new AbortController().signal,
    ): Promise<number | null> {
      const startedAt = now();
      for (const id of await calibration.sessionsToSettle(organisationId, new Date(0))) await this.settle(id);
      const [standing, tallies, anchors] = await Promise.all([
        byKey(organisationId),
        calibration.tallies(organisationId),
        calibration.anchors(organisationId),
      ]);
      const summary: SkillCalibrationSummary[] = [];
      const news = {
        parameters: [] as Publication['parameters'][number][],
        anchors: [] as Publication['anchors'][number][],
      };
      for (const [skillId, ofSkill] of Map.groupBy(tallies, (stored) => stored.skillId)) {
        const entries = new Map(
          ofSkill.flatMap((stored) => {
            const key = `${stored.itemId}@${stored.itemVersion}`;
            const entry = standing.get(key);
            if (!entry) return [];
            const item: CalibratableItem = {
              key,
              parameters: entry.item.parameters,
              tally: stored.tally,
              anchor: anchors.has(key),
            };
            return [[key, { stored, item }] as const];
          }),
        );
        const answers = await calibration.answersOfSkill(organisationId, skillId);
        const outcome = await breathing(
          recalibrateSkill(
            [...entries.values()].map(({ item }) => item),
            answers,
          ),
          signal,
        );
        if (!outcome) return null;
        const name = (key: string) => {
          const { itemId, itemVersion } = entries.get(key)!.stored;
          return { itemId, itemVersion };
        };
        news.parameters.push(...outcome.published.map((row) => ({ ...row, ...name(row.key) })));
        for (const key of outcome.newAnchors) {
          const { discrimination, difficulty } = outcome.published.find((row) => row.key === key)!;
          news.anchors.push({ ...name(key), skillId, discrimination, difficulty });
        }
        summary.push({
          skillId,
          items: entries.size,
          answers: answers.length,
          marginal: outcome.marginal,
          reason: outcome.reason,
          published: outcome.published.length,
          newAnchors: outcome.newAnchors.length,
        });
      }
      const moves = dueMoves(standing, tallies, await flaggedItems(organisationId));
      const revision = await calibration.publish(organisationId, { ...news, moves }, now());
      await calibration.recordRun(organisationId, startedAt, now(), revision, { skills: summary, moves: moves.length });
      logger.info({ organisationId, revision, items: news.parameters.length, moves: moves.length }, 'bank calibrated');
      return revision;
    },
  };
}
