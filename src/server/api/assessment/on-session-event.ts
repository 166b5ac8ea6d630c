import { FollowSession } from '@/protocol/session';
import { followStream } from '@/server/api/follow-stream';
import { memberProcedure } from '@/server/api/trpc';

/** One session's log as it grows, as its recruiter may see it. */
export const onSessionEvent = memberProcedure('assessments:observe')
  .input(FollowSession)
  .use(async ({ ctx, input, next }) => {
    await ctx.services.assessments.assertMayObserve(ctx.member, input.sessionId);
    return next();
  })
  .subscription(({ ctx, input, signal }) => {
    const { sessionId, lastEventId } = input;
    return followStream(ctx, { stream: sessionId, lastEventId, projection: ctx.services.projections.observer }, signal);
  });
