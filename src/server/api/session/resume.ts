import { CandidateStepSchema, SessionCommand } from '@/protocol/session';
import { candidateProcedure } from '@/server/api/trpc';

export const resume = candidateProcedure
  .input(SessionCommand)
  .output(CandidateStepSchema)
  .mutation(({ ctx, input }) => ctx.services.conduct.resume(ctx.login, input, ctx.connection?.id ?? null));
