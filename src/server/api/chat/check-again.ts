import { z } from 'zod';
import { ChatId } from '@/protocol/chat';
import { memberProcedure } from '@/server/api/trpc';

/** Has an answer evaluated whose evaluation could not be made, was lost, or was deleted. */
export const checkAgain = memberProcedure('chats:use')
  .input(z.object({ chatId: ChatId, messageId: z.uuid() }))
  .output(z.void())
  .mutation(async ({ ctx, input }) => {
    await ctx.services.allowances.take('chat', ctx.member.userId);
    await ctx.services.chats.checkAgain(ctx.member, input.chatId, input.messageId);
  });
