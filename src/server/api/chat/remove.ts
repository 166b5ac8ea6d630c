import { z } from 'zod';
import { ChatId } from '@/protocol/chat';
import { memberProcedure } from '@/server/api/trpc';

/** Deletes a chat for good; evaluations of its answers stay. */
export const remove = memberProcedure('chats:use')
  .input(z.object({ chatId: ChatId }))
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.services.chats.remove(ctx.member, input.chatId));
