import { AskInterviewer, CandidateStepSchema } from '@/protocol/session';
import { candidateProcedure } from '@/server/api/trpc';

export const ask = candidateProcedure
  .input(AskInterviewer)
  .output(CandidateStepSchema)
  .mutation(({ ctx, input }) => ctx.services.interview.ask(ctx.login, input, ctx.connection?.id ?? null));
