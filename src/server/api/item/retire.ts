import { ItemVersionRef, RejectItem } from '@/protocol/bank';
import { memberProcedure } from '@/server/api/trpc';

export const retire = memberProcedure('items:review')
  .input(RejectItem)
  .output(ItemVersionRef)
  .mutation(({ ctx, input: { id, version, reason } }) =>
    ctx.services.itemReviews.retire(ctx.member, { id, version }, reason),
  );
