import { z } from 'zod';
import { RunId } from '@/protocol/run';
import { memberProcedure } from '@/server/api/trpc';

/** Ends a run; what was reached stays. */
export const cancel = memberProcedure('runs:create')
  .input(z.object({ runId: RunId }))
  .mutation(({ ctx, input }) => ctx.services.evaluations.cancel(ctx.member, input.runId));
