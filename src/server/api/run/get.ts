import { z } from 'zod';
import { RunId, RunSnapshot } from '@/protocol/run';
import { memberProcedure } from '@/server/api/trpc';

/** A run with its texts and everything its log says so far. */
export const get = memberProcedure('runs:read')
  .input(z.object({ runId: RunId }))
  .output(RunSnapshot)
  .query(async ({ ctx, input }) => {
    const { run, state } = await ctx.services.evaluations.get(ctx.member, input.runId);
    const { id, source, output, question, rival, rescoredFrom, createdAt } = run;
    return { runId: id, source, output, question, rival, rescoredFrom, createdAt: createdAt.toISOString(), state };
  });
