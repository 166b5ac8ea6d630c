import { SimulateAssessment } from '@/protocol/simulation';
import { memberProcedure } from '@/server/api/trpc';

/** What a draft can be expected to do with the organisation's bank: progress while simulated candidates answer, then the outcome. */
export const onSimulation = memberProcedure('assessments:manage')
  .input(SimulateAssessment)
  .use(async ({ ctx, input, next }) =>
    next({ ctx: { play: await ctx.services.simulations.prepare(ctx.member, input) } }),
  )
  .subscription(async function* ({ ctx, signal = new AbortController().signal }) {
    const release = ctx.connection?.openSubscription();
    try {
      yield* ctx.play(signal);
    } finally {
      release?.();
    }
  });
