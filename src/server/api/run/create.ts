import { z } from 'zod';
import { SubmitRun } from '@/protocol/evaluation';
import { memberProcedure } from '@/server/api/trpc';

/** Queues an evaluation of a text against its source. */
export const create = memberProcedure('runs:create')
  .input(SubmitRun)
  .output(z.object({ runId: z.string() }))
  .mutation(({ ctx, input }) => ctx.services.evaluations.create(ctx.member, input));
