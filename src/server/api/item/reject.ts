import { z } from 'zod';
import { RejectItem } from '@/protocol/bank';
import { memberProcedure } from '@/server/api/trpc';

export const reject = memberProcedure('items:review')
  .input(RejectItem)
  .output(z.void())
  .mutation(({ ctx, input: { id, version, reason } }) =>
    ctx.services.itemReviews.reject(ctx.member, { id, version }, reason),
  );
