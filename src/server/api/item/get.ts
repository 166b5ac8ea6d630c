import { z } from 'zod';
import { ItemId, ItemOutput } from '@/protocol/bank';
import { memberProcedure } from '@/server/api/trpc';
import { itemOutput } from './output';

/** An item with its gates, versions and history; the latest version unless another is named. */
export const get = memberProcedure('items:write')
  .input(z.object({ id: ItemId, version: z.number().int().positive().nullable().default(null) }))
  .output(ItemOutput)
  .query(async ({ ctx, input }) => itemOutput(await ctx.services.items.get(ctx.member, input.id, input.version)));
