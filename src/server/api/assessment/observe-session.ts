import { z } from 'zod';
import { LiveSessionSchema, ObservedSessionSchema, SessionId } from '@/protocol/session';
import { memberProcedure } from '@/server/api/trpc';
import { liveSessionOutput } from './output';

/** One session as its recruiter sees it: its line, its log, and its report once there is one. */
export const observeSession = memberProcedure('assessments:observe')
  .input(z.object({ sessionId: SessionId }))
  .output(
    z.object({
      observed: ObservedSessionSchema,
      session: LiveSessionSchema,
      title: z.string(),
      assessmentId: z.string(),
      serverNow: z.iso.datetime(),
    }),
  )
  .query(async ({ ctx, input }) => {
    const { session, ...rest } = await ctx.services.assessments.observe(ctx.member, input.sessionId);
    return { ...rest, session: liveSessionOutput(session), serverNow: ctx.services.now().toISOString() };
  });
