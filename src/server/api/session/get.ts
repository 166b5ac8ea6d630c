import { z } from 'zod';
import { CandidateSnapshotSchema, SessionId } from '@/protocol/session';
import { candidateProcedure } from '@/server/api/trpc';

export const get = candidateProcedure
  .input(z.object({ sessionId: SessionId }))
  .output(CandidateSnapshotSchema)
  .query(async ({ ctx, input }) => {
    await ctx.services.interview.settle(ctx.login, input.sessionId);
    return ctx.services.sessions.get(ctx.login, input.sessionId);
  });
