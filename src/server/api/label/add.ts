import { z } from 'zod';
import { AddLabel } from '@/protocol/label';
import { memberProcedure } from '@/server/api/trpc';

/** Says what a claim or an output is; takes the place of the same person's label on it. */
export const add = memberProcedure('runs:create')
  .input(AddLabel)
  .output(z.object({ id: z.string() }))
  .mutation(({ ctx, input }) => ctx.services.labels.add(ctx.member, input));
