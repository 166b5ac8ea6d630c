import { z } from 'zod';
import { ItemVersionRef } from '@/protocol/bank';
import { memberProcedure } from '@/server/api/trpc';

/** Queues all gates for one version, or for the whole bank. */
export const runGates = memberProcedure('items:write')
  .input(z.object({ target: z.union([z.literal('all'), ItemVersionRef]) }))
  .output(z.object({ taskId: z.string() }))
  .mutation(({ ctx, input }) => ctx.services.items.runGates(ctx.member, input.target));
