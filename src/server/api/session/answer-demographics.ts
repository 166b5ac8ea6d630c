import { z } from 'zod';
import { DemographicAnswersSchema } from '@/protocol/report';
import { SessionId } from '@/protocol/session';
import { candidateProcedure } from '@/server/api/trpc';

/** Voluntary answers after the session; kept apart and only ever read aggregated. */
export const answerDemographics = candidateProcedure
  .input(z.object({ sessionId: SessionId, answers: DemographicAnswersSchema }))
  .output(z.object({ kept: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    await ctx.services.signals.answerDemographics(ctx.login, input.sessionId, input.answers);
    return { kept: true as const };
  });
