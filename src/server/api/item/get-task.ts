import { z } from 'zod';
import { BankTaskOutput } from '@/protocol/bank';
import { memberProcedure } from '@/server/api/trpc';

export const getTask = memberProcedure('items:write')
  .input(z.object({ taskId: z.uuid() }))
  .output(BankTaskOutput)
  .query(async ({ ctx, input }) => {
    const { task, state } = await ctx.services.bankTasks.get(ctx.member, input.taskId);
    return { taskId: task.id, kind: task.plan.kind, createdAt: task.createdAt.toISOString(), state };
  });
