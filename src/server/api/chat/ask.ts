import { AskedQuestion, ChatId, ChatQuestion } from '@/protocol/chat';
import { memberProcedure } from '@/server/api/trpc';

/** Asks the model; the answer is written in the background, told by `onEvent` and `onAnswer`, and evaluated. */
export const ask = memberProcedure('chats:use')
  .input(ChatQuestion.extend({ chatId: ChatId }))
  .output(AskedQuestion)
  .mutation(async ({ ctx, input: { chatId, ...question } }) => {
    await ctx.services.allowances.take('chat', ctx.member.userId);
    return ctx.services.chats.ask(ctx.member, chatId, question);
  });
