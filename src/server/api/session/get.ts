import { z } from 'zod';
import { CandidateSnapshotSchema, SessionId } from '@/protocol/session';
import { candidateProcedure } from '@/server/api/trpc';

export const get = candidateProcedure
  .input(z.object({ sessionId: SessionId }))
  .output(CandidateSnapshotSchema)
  .query(({ ctx, input }) => ctx.services.sessions.get(ctx.login, input.sessionId));
