import { z } from 'zod';
import { RunListEntry } from '@/protocol/run';
import { memberProcedure } from '@/server/api/trpc';

/** Newest first, a page at a time; `before` is the creation instant of the last entry of the page before. */
export const list = memberProcedure('runs:read')
  .input(z.object({ before: z.iso.datetime().nullable().default(null) }))
  .output(z.array(RunListEntry))
  .query(async ({ ctx, input }) => {
    const runs = await ctx.services.evaluations.list(ctx.member, input.before === null ? null : new Date(input.before));
    return runs.map(({ id, createdAt, endedAt, ...rest }) => ({
      runId: id,
      ...rest,
      createdAt: createdAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
    }));
  });
