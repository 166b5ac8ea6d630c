import { z } from 'zod';
import { RunId } from '@/protocol/run';
import { BudgetSchema } from '@/protocol/run-plan';
import { memberProcedure } from '@/server/api/trpc';

/** Lets an ended run go on with what is missing; with `judgeIds` only these judges are asked again. */
export const reopen = memberProcedure('runs:create')
  .input(
    z.object({
      runId: RunId,
      judgeIds: z.array(z.string().max(200)).min(1).max(50).nullable().default(null),
      budget: BudgetSchema.nullable().optional(),
    }),
  )
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.services.evaluations.reopen(ctx.member, input.runId, input.judgeIds, input.budget));
