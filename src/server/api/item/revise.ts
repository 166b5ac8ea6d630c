import { z } from 'zod';
import { ItemDraftSchema, ItemId, ItemVersionRef } from '@/protocol/bank';
import { memberProcedure } from '@/server/api/trpc';

/** A new version on top of the one the author edited; refused when somebody else was faster. */
export const revise = memberProcedure('items:write')
  .input(z.object({ id: ItemId, baseVersion: z.number().int().positive(), draft: ItemDraftSchema }))
  .output(ItemVersionRef)
  .mutation(({ ctx, input }) =>
    ctx.services.items.revise(ctx.member, input.id, input.baseVersion, { ...input.draft, id: input.id }),
  );
