import { z } from 'zod';
import { memberProcedure } from '@/server/api/trpc';

/** Ends a link at once. */
export const revokeShare = memberProcedure('runs:create')
  .input(z.object({ id: z.uuid() }))
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.services.shares.revoke(ctx.member, input.id));
