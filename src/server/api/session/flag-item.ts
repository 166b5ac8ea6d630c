import { CandidateStepSchema, FlagItem } from '@/protocol/session';
import { candidateProcedure } from '@/server/api/trpc';

export const flagItem = candidateProcedure
  .input(FlagItem)
  .output(CandidateStepSchema)
  .mutation(({ ctx, input }) => ctx.services.conduct.flag(ctx.login, input, ctx.connection?.id ?? null));
