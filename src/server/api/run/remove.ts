import { z } from 'zod';
import { RunId } from '@/protocol/run';
import { memberProcedure } from '@/server/api/trpc';

/** Deletes an ended run for good, with its log, labels and share links. */
export const remove = memberProcedure('runs:create')
  .input(z.object({ runId: RunId }))
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.services.runLibrary.remove(ctx.member, input.runId));
