import { z } from 'zod';
import { SessionId } from '@/protocol/session';
import { candidateProcedure } from '@/server/api/trpc';

/** Replies of the interviewer while they are being written; pieces may be lost, the whole comes with `onEvent`. */
export const onReply = candidateProcedure
  .input(z.object({ sessionId: SessionId }))
  .use(async ({ ctx, input, next }) => {
    await ctx.services.sessions.assertOwn(ctx.login, input.sessionId);
    return next();
  })
  .subscription(async function* ({ ctx, input, signal = new AbortController().signal }) {
    const release = ctx.connection?.openSubscription();
    try {
      for await (const piece of ctx.services.interview.replies.follow(input.sessionId, signal)) {
        await ctx.connection?.drained(signal);
        yield piece;
      }
    } finally {
      release?.();
    }
  });
