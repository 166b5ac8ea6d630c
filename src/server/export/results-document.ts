import { type ReportedScore, type SessionReport, scoreOnly } from '@/core/assessment/session-report';
import type { ExportedSession } from '@/server/repositories/report-repository';

/** Points of the scale and their 90 % band, or why there is none. */
type ExportedScore =
  | { readonly score: number; readonly low: number; readonly high: number }
  | { readonly score: null; readonly reason: string };

export type ExportedResult = {
  readonly sessionId: string;
  readonly candidate: string;
  /** On the standard clock, as is the time used. */
  readonly completedAt: string | null;
  readonly timeUsedSeconds: number;
  readonly stopReason: string | null;
  readonly shortlisted: boolean;
  readonly result: ExportedScore;
  readonly answered: number;
  /** Answers that count for nothing because they have no score: still awaited, or not measured. */
  readonly unscored: number;
  readonly awaited: number;
  /** Answers to items whose parameters were an author's or a single-item estimate when the session began. */
  readonly provisional: number;
  /** Percent under the plain rule set. */
  readonly plainPercent: number | null;
  readonly skills: readonly (ExportedScore & {
    readonly skillId: string;
    readonly name: string;
    readonly label: string;
    readonly scoredItems: number;
  })[];
};

export type ResultsDocument = {
  readonly format: 'assay.results';
  readonly version: 1;
  readonly assessment: { readonly id: string; readonly title: string };
  readonly exportedAt: string;
  readonly results: readonly ExportedResult[];
};

const exportedScore = (score: ReportedScore): ExportedScore => {
  const given = scoreOnly(score);
  return given.value === null
    ? { score: null, reason: given.reason }
    : { score: given.value, low: given.low, high: given.high };
};

/** What a file says of one completed session, built from named fields. */
export function exportedResult(session: ExportedSession, report: SessionReport): ExportedResult {
  const { sessionId, candidateName, completedAt, timeUsedMs, stopReason, shortlisted, awaited, provisional } = session;
  return {
    sessionId,
    candidate: candidateName,
    completedAt: completedAt?.toISOString() ?? null,
    timeUsedSeconds: Math.round(timeUsedMs / 1000),
    stopReason,
    shortlisted,
    result: exportedScore(report.composite),
    answered: report.answered,
    unscored: report.unscored,
    awaited,
    provisional,
    plainPercent: report.plain?.percent ?? null,
    skills: report.skills.map(({ skillId, name, score, label, scoredItems }) => {
      return { skillId, name, ...exportedScore(score), label, scoredItems };
    }),
  };
}
