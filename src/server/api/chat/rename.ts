import { z } from 'zod';
import { ChatId, ChatTitle } from '@/protocol/chat';
import { memberProcedure } from '@/server/api/trpc';

export const rename = memberProcedure('chats:use')
  .input(z.object({ chatId: ChatId, title: ChatTitle }))
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.services.chats.rename(ctx.member, input.chatId, input.title));
