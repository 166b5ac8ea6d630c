import { z } from 'zod';
import { StartSession } from '@/protocol/session';
import { candidateProcedure } from '@/server/api/trpc';

export const start = candidateProcedure
  .input(StartSession)
  .output(z.object({ sessionId: z.string() }))
  .mutation(({ ctx, input }) => ctx.services.sessions.start(ctx.login, input));
