import { z } from 'zod';
import type { Chunking } from '@/core/evaluation/run-calls';
import type { RunPlan as CorePlan, PlannedCalibration } from '@/core/evaluation/run-event';
import type { Budget, Estimate, Spending, TokenUsage } from '@/core/evaluation/spending';
import type { Calibrator } from '@/core/statistics/calibration';
import { count, share } from './statistic';

export const CONSENSUS_RULES = ['mean', 'median', 'trimmed', 'majority', 'weighted'] as const;
export const ConsensusRule = z.enum(CONSENSUS_RULES);

export const TokenUsageSchema = z.object({
  inputTokens: count.nullable(),
  outputTokens: count.nullable(),
  requests: count,
  cost: z.number().nonnegative().nullable().optional(),
  cacheHits: count.optional(),
}) satisfies z.ZodType<TokenUsage>;

export const SpendingSchema = z.object({
  inputTokens: count,
  outputTokens: count,
  requests: count,
  cost: z.number().nonnegative().nullable(),
  cacheHits: count,
}) satisfies z.ZodType<Spending>;

const limit = z.number().positive().nullable();

/** Both limits hold; null is none. */
export const BudgetSchema = z.object({ maxTokens: limit, maxCost: limit }) satisfies z.ZodType<Budget>;

export const ChunkingSchema = z.object({
  source: count,
  output: count,
  overlapTokens: count,
}) satisfies z.ZodType<Chunking>;

const range = z.object({ low: z.number(), high: z.number() });
export const EstimateSchema = z.object({
  requests: range,
  inputTokens: range,
  outputTokens: range,
  cost: range.nullable(),
}) satisfies z.ZodType<Estimate>;

export const CalibratorSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('platt'), slope: z.number(), intercept: z.number(), n: count }),
  z.object({
    kind: z.literal('isotonic'),
    steps: z.array(z.object({ from: z.number(), probability: share })),
    n: count,
  }),
]) satisfies z.ZodType<Calibrator>;

export const ConformalRuleSchema = z.object({ alpha: share, n: count, threshold: z.number() });

export const PlannedCalibrationSchema = z.object({
  n: count,
  calibrator: CalibratorSchema,
  threshold: share,
  conformal: ConformalRuleSchema.nullable(),
  weights: z.record(z.string(), z.number()),
}) satisfies z.ZodType<PlannedCalibration>;

export const PlannedJudge = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['builtIn', 'model']),
  provider: z.string(),
  version: z.string(),
  of: z.string().optional(),
  repeat: z.number().int().positive().optional(),
});

export const RunPlan = z.object({
  judges: z.array(PlannedJudge),
  verifier: z.object({ id: z.string(), name: z.string() }),
  splitter: z.string(),
  rubric: z.object({
    id: z.string(),
    version: z.number().int(),
    name: z.string().optional(),
    hash: z.string().optional(),
  }),
  quorum: z.number().int().positive(),
  rule: ConsensusRule.optional(),
  budget: BudgetSchema.nullable().optional(),
  calibration: PlannedCalibrationSchema.nullable().optional(),
  reuses: z.object({ runId: z.string() }).nullable().optional(),
  collections: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
}) satisfies z.ZodType<CorePlan>;
