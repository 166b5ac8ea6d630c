import { CandidateStepSchema, SetAside } from '@/protocol/session';
import { candidateProcedure } from '@/server/api/trpc';

export const setAside = candidateProcedure
  .input(SetAside)
  .output(CandidateStepSchema)
  .mutation(({ ctx, input }) => ctx.services.conduct.setAside(ctx.login, input, ctx.connection?.id ?? null));
