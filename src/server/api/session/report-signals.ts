import { z } from 'zod';
import { SignalBatch } from '@/protocol/report';
import { SessionId } from '@/protocol/session';
import { candidateProcedure } from '@/server/api/trpc';

/** What the page noticed since the last batch. Repeating a batch changes nothing. */
export const reportSignals = candidateProcedure
  .input(z.object({ sessionId: SessionId, signals: SignalBatch }))
  .output(z.object({ kept: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    await ctx.services.signals.record(ctx.login, input.sessionId, input.signals);
    return { kept: true as const };
  });
