import { CandidateStepSchema, SubmitResponse } from '@/protocol/session';
import { candidateProcedure } from '@/server/api/trpc';

export const submitResponse = candidateProcedure
  .input(SubmitResponse)
  .output(CandidateStepSchema)
  .mutation(({ ctx, input }) => ctx.services.sessions.submitResponse(ctx.login, input, ctx.connection?.id ?? null));
