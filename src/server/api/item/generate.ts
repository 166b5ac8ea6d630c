import { z } from 'zod';
import { GenerateItems } from '@/protocol/bank';
import { memberProcedure } from '@/server/api/trpc';

/** Queues items to be written by the configured model and checked by all gates. */
export const generate = memberProcedure('items:write')
  .input(GenerateItems)
  .output(z.object({ taskId: z.string() }))
  .mutation(({ ctx, input }) => ctx.services.generations.start(ctx.member, input));
