import { z } from 'zod';
import { SessionId } from '@/protocol/session';
import { paced } from '@/server/api/paced';
import { candidateProcedure } from '@/server/api/trpc';

/** Replies of the interviewer while they are being written; pieces may be lost, the whole comes with `onEvent`. */
export const onReply = candidateProcedure
  .input(z.object({ sessionId: SessionId }))
  .use(async ({ ctx, input, next }) => {
    await ctx.services.sessions.assertOwn(ctx.login, input.sessionId);
    return next();
  })
  .subscription(({ ctx, input, signal }) =>
    paced(ctx, (ended) => ctx.services.interview.replies.follow(input.sessionId, ended), signal),
  );
