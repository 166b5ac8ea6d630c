import { z } from 'zod';
import { RunId } from '@/protocol/run';
import { ShareEntry } from '@/protocol/run-share';
import { memberProcedure } from '@/server/api/trpc';

/** Links that were made to a run, the newest first; never their tokens. */
export const listShares = memberProcedure('runs:create')
  .input(z.object({ runId: RunId }))
  .output(z.array(ShareEntry))
  .query(({ ctx, input }) => ctx.services.shares.list(ctx.member, input.runId));
