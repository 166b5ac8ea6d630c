import { z } from 'zod';
import { ChatId } from '@/protocol/chat';
import { memberProcedure } from '@/server/api/trpc';

/** Ends the answer that is being written; what there is of it stays. */
export const stop = memberProcedure('chats:use')
  .input(z.object({ chatId: ChatId }))
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.services.chats.stop(ctx.member, input.chatId));
