import { z } from 'zod';
import { memberProcedure } from '@/server/api/trpc';

/** A rubric that is not offered any more; runs judged by it keep it. */
export const retire = memberProcedure('runs:create')
  .input(z.object({ id: z.string().max(80) }))
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.services.rubrics.retire(ctx.member, input.id));
