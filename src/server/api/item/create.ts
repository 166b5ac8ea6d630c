import { DomainError } from '@/core/errors';
import { ItemDraftSchema, ItemVersionRef } from '@/protocol/bank';
import { memberProcedure } from '@/server/api/trpc';

/** A new item, as a draft. What is incomplete is kept; its gates say what is missing. */
export const create = memberProcedure('items:write')
  .input(ItemDraftSchema)
  .output(ItemVersionRef)
  .mutation(async ({ ctx, input }) => {
    const options = { origin: 'author', onExisting: 'refuse', dryRun: false, strict: false } as const;
    const [row] = await ctx.services.items.createItems(ctx.member, [{ ...input, id: null }], options);
    if (!row?.itemId || row.version === null) throw new DomainError('invalid_input', row?.problems.join(' '));
    return { id: row.itemId, version: row.version };
  });
