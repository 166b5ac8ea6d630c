import { z } from 'zod';
import { ChatId, ChatSnapshot } from '@/protocol/chat';
import { memberProcedure } from '@/server/api/trpc';

/** A chat with its messages and how their evaluations stand. */
export const get = memberProcedure('chats:use')
  .input(z.object({ chatId: ChatId }))
  .output(ChatSnapshot)
  .query(({ ctx, input }) => ctx.services.chats.snapshot(ctx.member, input.chatId));
