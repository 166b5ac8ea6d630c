import { z } from 'zod';
import { signedInProcedure } from '@/server/api/trpc';

/** Chooses which of one's organisations every later call acts for. */
export const actFor = signedInProcedure
  .input(z.object({ organisationId: z.uuid() }))
  .mutation(({ ctx, input }) => ctx.services.identity.actFor(ctx.login, input.organisationId));
