import { z } from 'zod';
import { ListRuns, RunHistoryEntry } from '@/protocol/run-history';
import { memberProcedure } from '@/server/api/trpc';

/** The history, a page at a time: searched, filtered and sorted as asked; newest first when nothing is. */
export const list = memberProcedure('runs:read')
  .input(ListRuns)
  .output(z.array(RunHistoryEntry))
  .query(async ({ ctx, input }) => {
    const runs = await ctx.services.runLibrary.list(ctx.member, input);
    return runs.map(({ id, createdAt, endedAt, ...rest }) => ({
      runId: id,
      ...rest,
      createdAt: createdAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    }));
  });
