import { z } from 'zod';
import { AssessmentId } from '@/protocol/assessment';
import { memberProcedure } from '@/server/api/trpc';
import { liveSessionOutput } from './output';

/** The whole table of sessions, again whenever it changes; nothing to resume, the next value makes up for any missed. */
export const onSessions = memberProcedure('assessments:observe')
  .input(z.object({ id: AssessmentId }))
  .use(async ({ ctx, input, next }) => {
    await ctx.services.assessments.get(ctx.member, input.id);
    return next();
  })
  .subscription(async function* ({ ctx, input, signal = new AbortController().signal }) {
    const release = ctx.connection?.openSubscription();
    try {
      for await (const sessions of ctx.services.assessments.watchSessions(ctx.member, input.id, signal)) {
        await ctx.connection?.drained(signal);
        yield sessions.map(liveSessionOutput);
      }
    } finally {
      release?.();
    }
  });
