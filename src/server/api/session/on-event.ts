import { FollowSession } from '@/protocol/session';
import { followStream } from '@/server/api/follow-stream';
import { candidateProcedure } from '@/server/api/trpc';

/** A candidate's own session, live; while it is open the device counts as connected. */
export const onEvent = candidateProcedure
  .input(FollowSession)
  .use(async ({ ctx, input, next }) => {
    const owner = await ctx.services.sessions.assertOwn(ctx.login, input.sessionId);
    return next({ ctx: { owner } });
  })
  .subscription(async function* ({ ctx, input, signal }) {
    // Before this device counts as there: how long none was, is what it is asked about.
    // A database that is away for a moment keeps nobody from following.
    await ctx.services.sessions.welcomeBack(input.sessionId).catch((error) => {
      ctx.log.warn({ err: error instanceof Error ? error.message : error }, 'an outage could not be looked at');
    });
    const leave = ctx.services.presence.join(input.sessionId, ctx.owner.assessmentId);
    try {
      const { lastEventId, sessionId } = input;
      yield* followStream(
        ctx,
        { stream: sessionId, lastEventId, projection: ctx.services.projections.candidate },
        signal,
      );
    } finally {
      leave();
    }
  });
