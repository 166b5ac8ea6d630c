import { CandidateStepSchema, SessionCommand } from '@/protocol/session';
import { candidateProcedure } from '@/server/api/trpc';

export const submit = candidateProcedure
  .input(SessionCommand)
  .output(CandidateStepSchema)
  .mutation(({ ctx, input }) => ctx.services.sessions.submit(ctx.login, input));
