import { ItemPage, ListItems } from '@/protocol/bank';
import { memberProcedure } from '@/server/api/trpc';
import { listEntry } from './output';

/** Latest versions by filter and order, one page at a time. */
export const list = memberProcedure('items:write')
  .input(ListItems)
  .output(ItemPage)
  .query(async ({ ctx, input }) => {
    const { order, cursor, ...filter } = input;
    const { items } = ctx.services;
    const { versions, total } = await items.list(ctx.member, filter, order, cursor ?? null);
    const last = versions.at(-1)?.item;
    const next = last && versions.length === items.pageSize ? { id: last.id, version: last.version } : null;
    return { entries: versions.map(listEntry), total, next };
  });
