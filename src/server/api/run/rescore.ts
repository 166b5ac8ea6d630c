import { z } from 'zod';
import { RunWishes } from '@/protocol/evaluation';
import { RunId } from '@/protocol/run';
import { memberProcedure } from '@/server/api/trpc';

/** A new run over the texts of an ended one: its claims and verdicts are taken over, the panel is asked anew. */
export const rescore = memberProcedure('runs:create')
  .input(z.object({ runId: RunId, configuration: RunWishes.prefault({}) }))
  .output(z.object({ runId: z.string() }))
  .mutation(({ ctx, input }) => ctx.services.evaluations.rescore(ctx.member, input.runId, input.configuration));
