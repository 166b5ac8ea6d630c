import { z } from 'zod';
import type { JudgePerformance } from '@/core/evaluation/judge-performance';
import { FailureClass } from './evaluation';
import { SpendingSchema } from './run-plan';
import { count, Statistic } from './statistic';

const Performance: z.ZodType<JudgePerformance, JudgePerformance> = z.object({
  judgeId: z.string(),
  name: z.string(),
  asked: count,
  abstained: count,
  failures: z.array(z.object({ class: FailureClass, count })),
  answered: Statistic,
  score: Statistic,
  weeks: z.array(z.object({ week: z.string(), score: Statistic })),
  distance: Statistic,
  bias: Statistic,
  error: Statistic,
  latency: Statistic,
  latencyHigh: Statistic,
  spent: SpendingSchema,
});

/** `runs`: completed runs looked at, at most `limit`, the newest. */
export const JudgesOverTime = z.object({ runs: count, limit: count, judges: z.array(Performance) });
