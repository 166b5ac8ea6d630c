import { z } from 'zod';
import { DatasetStatistics } from '@/protocol/run-statistics';
import { memberProcedure } from '@/server/api/trpc';

/** Statistics over the organisation's completed runs: rates with intervals, agreement, reliability of judges. */
export const getStatistics = memberProcedure('runs:read')
  .input(z.object({ days: z.number().int().min(1).max(365).default(30) }))
  .output(DatasetStatistics)
  .query(({ ctx, input }) => ctx.services.runStatistics.dataset(ctx.member, input.days));
