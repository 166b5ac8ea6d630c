import { z } from 'zod';
import {
  DEMOGRAPHIC_QUESTIONS,
  type DemographicAnswers,
  type DemographicQuestion,
} from '@/core/assessment/demographics';
import { SIGNAL_KINDS } from '@/core/assessment/session-signal';
import { Statistic } from './statistic';

/** What crosses the wire about results: the signs beside a score, rankings, norm groups, fairness figures. */
const Instant = z.iso.datetime();
const SignalKind = z.enum(SIGNAL_KINDS);

const QUESTIONS = Object.keys(DEMOGRAPHIC_QUESTIONS) as [DemographicQuestion, ...DemographicQuestion[]];
export const DemographicQuestionSchema = z.enum(QUESTIONS);

export const DemographicAnswersSchema = z.object({
  gender: z.enum(DEMOGRAPHIC_QUESTIONS.gender).optional(),
  age: z.enum(DEMOGRAPHIC_QUESTIONS.age).optional(),
  language: z.enum(DEMOGRAPHIC_QUESTIONS.language).optional(),
}) satisfies z.ZodType<DemographicAnswers>;

/** At most 50 a batch; `at` is the server's clock as the page knows it. */
export const SignalBatch = z
  .array(z.object({ kind: SignalKind, at: Instant, durationMs: z.number().int().min(0).max(86_400_000).nullable() }))
  .min(1)
  .max(50);

export const ReportAnalysisSchema = z.object({
  personFit: z.object({ lzStar: Statistic, flagged: z.boolean(), flagBelow: z.number() }),
  effort: z.object({ rapidShare: Statistic, rapid: z.number(), lowEffort: z.boolean() }),
  parameters: z.object({ calibrated: z.number(), provisional: z.number() }),
  pilots: z.number(),
  signals: z
    .array(
      z.object({
        kind: SignalKind,
        count: z.number(),
        totalMs: z.number().nullable(),
        at: z.array(Instant).readonly(),
      }),
    )
    .readonly(),
  percentiles: z.array(z.object({ name: z.string(), createdAt: Instant, percentile: Statistic })).readonly(),
  quarantined: z.array(z.string()).readonly(),
});
export type ReportAnalysisOutput = z.infer<typeof ReportAnalysisSchema>;

const RankedCandidate = z.object({
  sessionId: z.string(),
  name: z.string(),
  theta: z.number(),
  sd: z.number(),
  value: z.number(),
  low: z.number(),
  high: z.number(),
  aboveNext: z.number().nullable(),
});
export const NormGroupSchema = z.object({ id: z.string(), name: z.string(), createdAt: Instant, people: z.number() });
export const ResultsSchema = z.object({
  groups: z.array(z.array(RankedCandidate).readonly()).readonly(),
  unscored: z.number(),
  technical: z.object({
    n: z.number(),
    meanTheta: Statistic,
    sdTheta: Statistic,
    sem: Statistic,
    reliability: Statistic,
  }),
  normGroups: z.array(NormGroupSchema).readonly(),
});
export type ResultsOutput = z.infer<typeof ResultsSchema>;

const DifResult = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('measured'),
    oddsRatio: z.number(),
    delta: z.number(),
    deltaSd: z.number(),
    chiSquare: z.number(),
    p: z.number(),
    dif: z.enum(['A', 'B', 'C']),
    method: z.enum(['mantelHaenszel', 'liuAgresti']),
  }),
  z.object({ status: z.literal('notEstimable'), focal: z.number(), total: z.number() }),
]);
/** Aggregated alone: no field names a person or a session. */
export const FairnessSchema = z.object({
  answered: z.number(),
  groups: z.array(z.object({ group: z.string(), people: z.number().nullable() })).readonly(),
  impact: z
    .array(
      z.object({
        group: z.string(),
        applicants: z.number(),
        rate: Statistic,
        compared: z
          .object({ with: z.string(), ratio: Statistic, belowFourFifths: z.boolean(), p: z.number() })
          .nullable(),
      }),
    )
    .readonly(),
  dif: z
    .array(
      z.object({
        itemId: z.string(),
        itemVersion: z.number(),
        focal: z.string(),
        reference: z.string(),
        result: DifResult,
      }),
    )
    .readonly(),
});
export type FairnessOutput = z.infer<typeof FairnessSchema>;

/** A signed certificate as a file: the statement is checked by `npm run replay`, not by a schema. */
export const CertificateSchema = z.object({ fileName: z.string(), text: z.string() });
