import { z } from 'zod';
import { SessionId } from '@/protocol/session';
import { memberProcedure } from '@/server/api/trpc';

/** Scores a completed session again without some items; old and new report stay, with the reason and who did it. */
export const rescore = memberProcedure('assessments:manage')
  .input(
    z.object({
      sessionId: SessionId,
      excluded: z.array(z.string().min(1).max(200)).min(1).max(100),
      reason: z.string().trim().min(1, 'Give a reason; it is kept.').max(1_000),
    }),
  )
  .output(z.object({ sessionId: z.string() }))
  .mutation(async ({ ctx, input }) => {
    await ctx.services.sessions.rescore(ctx.member, input);
    return { sessionId: input.sessionId };
  });
