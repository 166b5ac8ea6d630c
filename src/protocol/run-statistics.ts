import { z } from 'zod';
import type { ClaimsOfModels } from '@/core/evaluation/claims-of-models';
import { EstimateSchema } from './run-plan';
import { count, RunFigureSchema, Statistic } from './statistic';

/** Expected use of a run before it is started, by who uses a model; empty and zero without one. */
export const RunEstimate = z.object({
  total: EstimateSchema,
  readers: z.array(EstimateSchema.extend({ id: z.string(), name: z.string() })),
});

/** What a run can be made of here. `hasPrices`: costs are known, so a budget of money can be kept. */
export const RunOptions = z.object({
  judges: z.array(z.object({ id: z.string(), name: z.string(), kind: z.enum(['builtIn', 'model']) })),
  hasModel: z.boolean(),
  hasPrices: z.boolean(),
});

/** `n`: runs the figures are from; at most `limit`, the newest. */
export const DatasetStatistics = z.object({ n: count, limit: count, figures: z.array(RunFigureSchema) });

/** Outputs that can stand side by side. */
export const MAX_MATRIX_RUNS = 8;

/** Claims of several outputs on one source, same meaning in one row; `claimIds[j]` are those of `modelIds[j]`, a run's id. */
export const ClaimMatrixView: z.ZodType<ClaimsOfModels, ClaimsOfModels> = z.object({
  modelIds: z.array(z.string()),
  rows: z.array(z.object({ claim: z.string(), claimIds: z.array(z.array(z.string())), support: count })),
  models: z.array(z.object({ modelId: z.string(), precision: Statistic, recall: Statistic, f1: Statistic })),
  average: Statistic,
});
