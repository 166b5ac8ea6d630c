import { FollowBankTask } from '@/protocol/bank';
import { followStream } from '@/server/api/follow-stream';
import { memberProcedure } from '@/server/api/trpc';

/** The log of a task as it grows. */
export const onTask = memberProcedure('items:write')
  .input(FollowBankTask)
  .use(async ({ ctx, input, next }) => {
    await ctx.services.bankTasks.assertMayRead(ctx.member, input.taskId);
    return next();
  })
  .subscription(({ ctx, input, signal }) => {
    const { taskId, lastEventId } = input;
    return followStream(ctx, { stream: taskId, lastEventId, projection: ctx.services.projections.bankTask }, signal);
  });
