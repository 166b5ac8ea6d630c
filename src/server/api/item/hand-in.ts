import { z } from 'zod';
import { ItemVersionRef } from '@/protocol/bank';
import { memberProcedure } from '@/server/api/trpc';

export const handIn = memberProcedure('items:write')
  .input(ItemVersionRef)
  .output(z.object({ taskId: z.string() }))
  .mutation(({ ctx, input }) => ctx.services.itemReviews.handIn(ctx.member, input));
