import { z } from 'zod';
import { RunId } from '@/protocol/run';
import { CreatedShare, ShareDays } from '@/protocol/run-share';
import { memberProcedure } from '@/server/api/trpc';

/** Makes a link by which anybody may read an ended run. The token is in this answer and nowhere else. */
export const share = memberProcedure('runs:create')
  .input(z.object({ runId: RunId, days: ShareDays }))
  .output(CreatedShare)
  .mutation(({ ctx, input }) => ctx.services.shares.create(ctx.member, input.runId, input.days));
