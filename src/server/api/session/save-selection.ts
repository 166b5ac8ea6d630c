import { z } from 'zod';
import { SaveSelection } from '@/protocol/session';
import { candidateProcedure } from '@/server/api/trpc';

export const saveSelection = candidateProcedure
  .input(SaveSelection)
  .output(z.object({ isSaved: z.literal(true) }))
  .mutation(async ({ ctx, input }) => {
    await ctx.services.sessions.saveSelection(ctx.login, input);
    return { isSaved: true as const };
  });
