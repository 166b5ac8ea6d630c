import { z } from 'zod';
import { AcceptItem } from '@/protocol/bank';
import { memberProcedure } from '@/server/api/trpc';

export const accept = memberProcedure('items:review')
  .input(AcceptItem)
  .output(z.void())
  .mutation(({ ctx, input: { id, version, ...wish } }) =>
    ctx.services.itemReviews.accept(ctx.member, { id, version }, wish),
  );
