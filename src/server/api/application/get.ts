import { z } from 'zod';
import { InstructionsSchema } from '@/protocol/application';
import { candidateProcedure } from '@/server/api/trpc';

/** What a candidate reads before starting. */
export const get = candidateProcedure
  .input(z.object({ applicationId: z.uuid() }))
  .output(InstructionsSchema)
  .query(({ ctx, input }) => ctx.services.applications.get(ctx.login, input.applicationId));
