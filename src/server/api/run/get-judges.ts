import { z } from 'zod';
import { JudgesOverTime } from '@/protocol/judge-performance';
import { memberProcedure } from '@/server/api/trpc';

/** How each judge did over the last days: answers, failures, scores by week, agreement, distance from labels, time, cost. */
export const getJudges = memberProcedure('runs:read')
  .input(z.object({ days: z.number().int().min(1).max(365).default(90) }))
  .output(JudgesOverTime)
  .query(({ ctx, input }) => ctx.services.judgePerformance.overTime(ctx.member, input.days));
