import { z } from 'zod';
import { ChatId } from '@/protocol/chat';
import { paced } from '@/server/api/paced';
import { memberProcedure } from '@/server/api/trpc';

/** An answer while it is being written, up to thirty times a second; pieces may be lost, what is stored comes with `onEvent`. */
export const onAnswer = memberProcedure('chats:use')
  .input(z.object({ chatId: ChatId }))
  .use(async ({ ctx, input, next }) => {
    await ctx.services.chats.get(ctx.member, input.chatId);
    return next();
  })
  .subscription(({ ctx, input, signal }) =>
    paced(ctx, (ended) => ctx.services.chats.followAnswer(input.chatId, ended), signal),
  );
