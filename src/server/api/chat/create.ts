import { z } from 'zod';
import { NewChat } from '@/protocol/chat';
import { memberProcedure } from '@/server/api/trpc';

/** Begins a chat; the first question gives it a title when there is none. */
export const create = memberProcedure('chats:use')
  .input(NewChat)
  .output(z.object({ chatId: z.string() }))
  .mutation(async ({ ctx, input }) => ({ chatId: (await ctx.services.chats.create(ctx.member, input)).id }));
