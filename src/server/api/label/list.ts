import { z } from 'zod';
import { LabelEntry } from '@/protocol/label';
import { RunId } from '@/protocol/run';
import { memberProcedure } from '@/server/api/trpc';

/** Valid labels of a run and its claims. */
export const list = memberProcedure('runs:read')
  .input(z.object({ runId: RunId }))
  .output(z.array(LabelEntry))
  .query(({ ctx, input }) => ctx.services.labels.list(ctx.member, input.runId));
