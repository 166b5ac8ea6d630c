import { z } from 'zod';
import { RunId } from '@/protocol/run';
import { RunFigureSchema } from '@/protocol/statistic';
import { memberProcedure } from '@/server/api/trpc';

/** Two runs side by side: what the differences between them are worth. */
export const getComparison = memberProcedure('runs:read')
  .input(z.object({ first: RunId, second: RunId }))
  .output(z.array(RunFigureSchema))
  .query(({ ctx, input }) => ctx.services.runStatistics.compare(ctx.member, input.first, input.second));
