import { SubmitRun } from '@/protocol/evaluation';
import { RunEstimate } from '@/protocol/run-statistics';
import { memberProcedure } from '@/server/api/trpc';

/** Requests, tokens and cost a run would take, before it is started. A mutation, because its input is as long as a run's. */
export const estimate = memberProcedure('runs:create')
  .input(SubmitRun)
  .output(RunEstimate)
  .mutation(({ ctx, input: { configuration, ...texts } }) => {
    const { rival, repeats, useModel } = configuration;
    return ctx.services.runStatistics.estimate({ ...texts, rival, repeats, useModel });
  });
