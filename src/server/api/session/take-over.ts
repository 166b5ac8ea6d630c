import { CandidateStepSchema, TakeOver } from '@/protocol/session';
import { candidateProcedure } from '@/server/api/trpc';

export const takeOver = candidateProcedure
  .input(TakeOver)
  .output(CandidateStepSchema)
  .mutation(({ ctx, input }) => ctx.services.conduct.takeOver(ctx.login, input, ctx.connection?.id ?? null));
