import { z } from 'zod';
import { ChatId, ChatMessage, ChatQuestion } from '@/protocol/chat';
import { memberProcedure } from '@/server/api/trpc';

/** Has the last question answered anew, after its answer failed, was cut off or stopped. */
export const askAgain = memberProcedure('chats:use')
  .input(z.object({ chatId: ChatId, model: ChatQuestion.shape.model }))
  .output(ChatMessage)
  .mutation(async ({ ctx, input }) => {
    await ctx.services.allowances.take('chat', ctx.member.userId);
    return ctx.services.chats.askAgain(ctx.member, input.chatId, input.model);
  });
