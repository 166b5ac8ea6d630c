import { z } from 'zod';
import { CHAT_PAGE_SIZE, ChatEntry } from '@/protocol/chat';
import { memberProcedure } from '@/server/api/trpc';

/** One's own chats, a page at a time, the last used first. */
export const list = memberProcedure('chats:use')
  .input(z.object({ page: z.number().int().min(1).max(10_000).default(1) }))
  .output(z.object({ chats: z.array(ChatEntry), total: z.number().int() }))
  .query(async ({ ctx, input }) => {
    const { chats, total } = await ctx.services.chats.list(
      ctx.member,
      (input.page - 1) * CHAT_PAGE_SIZE,
      CHAT_PAGE_SIZE,
    );
    return {
      chats: chats.map(({ id, source, ...chat }) => ({ ...chat, chatId: id, hasSource: source !== null })),
      total,
    };
  });
