import { z } from 'zod';
import { memberProcedure } from '@/server/api/trpc';

export const withdraw = memberProcedure('runs:create')
  .input(z.object({ id: z.uuid() }))
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.services.labels.withdraw(ctx.member, input.id));
