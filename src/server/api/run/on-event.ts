import { FollowRun } from '@/protocol/run';
import { followStream } from '@/server/api/follow-stream';
import { memberProcedure } from '@/server/api/trpc';

/** A run's log as it grows. However many watch, each event is encoded once. */
export const onEvent = memberProcedure('runs:read')
  .input(FollowRun)
  .use(async ({ ctx, input, next }) => {
    await ctx.services.evaluations.assertMayRead(ctx.member, input.runId);
    return next();
  })
  .subscription(({ ctx, input, signal }) => {
    const { runId, lastEventId } = input;
    return followStream(ctx, { stream: runId, lastEventId, projection: ctx.services.projections.run }, signal);
  });
