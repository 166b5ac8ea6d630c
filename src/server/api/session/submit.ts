import { z } from 'zod';
import { CandidateStepSchema, SessionId } from '@/protocol/session';
import { candidateProcedure } from '@/server/api/trpc';

export const submit = candidateProcedure
  .input(z.object({ sessionId: SessionId }))
  .output(CandidateStepSchema)
  .mutation(({ ctx, input }) => ctx.services.sessions.submit(ctx.login, input.sessionId));
