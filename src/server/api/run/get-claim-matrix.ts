import { z } from 'zod';
import { RunId } from '@/protocol/run';
import { ClaimMatrixView, MAX_MATRIX_RUNS } from '@/protocol/run-statistics';
import { memberProcedure } from '@/server/api/trpc';

/** Which of several outputs states what, and how far each goes with the others. */
export const getClaimMatrix = memberProcedure('runs:read')
  .input(z.object({ runIds: z.array(RunId).min(2).max(MAX_MATRIX_RUNS) }))
  .output(ClaimMatrixView)
  .query(({ ctx, input }) => ctx.services.runStatistics.claimMatrix(ctx.member, input.runIds));
