import { CandidateStepSchema, SessionCommand } from '@/protocol/session';
import { candidateProcedure } from '@/server/api/trpc';

export const pause = candidateProcedure
  .input(SessionCommand)
  .output(CandidateStepSchema)
  .mutation(({ ctx, input }) => ctx.services.conduct.pause(ctx.login, input, ctx.connection?.id ?? null));
