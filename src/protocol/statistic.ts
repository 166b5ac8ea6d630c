import { z } from 'zod';
import { FIGURE_GROUPS, type RunFigure } from '@/core/evaluation/run-figure';

export const count = z.number().int().nonnegative();
export const share = z.number().min(0).max(1);

/** `null` value: not measured, with the reason. */
export const Statistic = z.union([
  z.object({
    value: z.number(),
    n: count,
    method: z.string(),
    interval: z
      .object({
        low: z.number(),
        high: z.number(),
        level: share,
        method: z.string(),
        resampling: z.object({ seed: z.string(), resamples: count, units: count }).optional(),
      })
      .optional(),
    noInterval: z.string().optional(),
  }),
  z.object({ value: z.null(), n: count, reason: z.string() }),
]);

export const RunFigureSchema = z.object({
  id: z.string(),
  group: z.enum(FIGURE_GROUPS),
  name: z.string(),
  formula: z.string(),
  unit: z.enum(['share', 'probability', 'points', 'coefficient', 'nats', 'count']),
  statistic: Statistic,
}) satisfies z.ZodType<RunFigure>;
