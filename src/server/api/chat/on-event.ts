import { tracked } from '@trpc/server';
import { FollowChat } from '@/protocol/chat';
import { paced } from '@/server/api/paced';
import { memberProcedure } from '@/server/api/trpc';

/** What changes in a chat, numbered: who comes back names the last number seen and gets the rest. */
export const onEvent = memberProcedure('chats:use')
  .input(FollowChat)
  .use(async ({ ctx, input, next }) => {
    await ctx.services.chats.get(ctx.member, input.chatId);
    return next();
  })
  .subscription(async function* ({ ctx, input: { chatId, lastEventId }, signal }) {
    const changes = paced(ctx, (ended) => ctx.services.chats.follow(chatId, lastEventId, ended), signal);
    for await (const { seq, events } of changes) yield tracked(String(seq), { events });
  });
