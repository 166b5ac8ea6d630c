import { z } from 'zod';
import type { CalibrationReport } from '@/core/evaluation/calibration-report';
import { VERDICT_LABELS } from '@/core/evaluation/claim';
import { RunId } from './run';
import { PlannedCalibrationSchema } from './run-plan';
import { count, RunFigureSchema, Statistic, share } from './statistic';

/** What a person says: a verdict on a claim, or a score of the whole output (0..100). */
export const LabelEntry = z.object({
  id: z.string(),
  runId: z.string(),
  claimId: z.string().nullable(),
  verdict: z.enum(VERDICT_LABELS).nullable(),
  score: z.number().int().nullable(),
  note: z.string(),
  policy: z.string(),
  by: z.string(),
  isOwn: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type LabelEntry = z.infer<typeof LabelEntry>;

const about = { runId: RunId, note: z.string().max(2_000).default(''), policy: z.string().max(200).default('') };

/** A new label of the same person on the same thing takes the place of the old one. */
export const AddLabel = z.union([
  z.object({ ...about, claimId: z.string().max(20), verdict: z.enum(VERDICT_LABELS) }),
  z.object({ ...about, score: z.number().int().min(0).max(100) }),
]);
export type AddLabel = z.infer<typeof AddLabel>;

const Bin = z.object({ n: count, meanProbability: share, shareTrue: share, low: share, high: share });

/** Whether probabilities are calibrated by the organisation's labels, how well, and how far each judge is from people. */
export const CalibrationReportSchema: z.ZodType<CalibrationReport, CalibrationReport> = z.object({
  plan: z.union([
    z.object({ value: PlannedCalibrationSchema, n: count, method: z.string() }),
    z.object({ value: z.null(), n: count, reason: z.string() }),
  ]),
  labels: z.object({ claims: count, runs: count }),
  figures: z.array(RunFigureSchema),
  reliability: z.object({ before: z.array(Bin), after: z.array(Bin) }),
  judges: z.array(
    z.object({
      judgeId: z.string(),
      weight: z.number(),
      periods: z.array(z.object({ period: z.string(), meanError: Statistic, meanSquaredError: Statistic })),
    }),
  ),
});
