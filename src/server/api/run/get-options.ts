import { RunOptions } from '@/protocol/run-statistics';
import { memberProcedure } from '@/server/api/trpc';

/** Which judges there are to ask, and whether costs are known. */
export const getOptions = memberProcedure('runs:read')
  .output(RunOptions)
  .query(({ ctx }) => ctx.services.runStatistics.options());
