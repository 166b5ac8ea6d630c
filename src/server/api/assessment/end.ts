import { z } from 'zod';
import { AssessmentId, AssessmentSchema } from '@/protocol/assessment';
import { memberProcedure } from '@/server/api/trpc';
import { assessmentOutput } from './output';

export const end = memberProcedure('assessments:manage')
  .input(z.object({ id: AssessmentId }))
  .output(AssessmentSchema)
  .mutation(async ({ ctx, input }) => assessmentOutput(await ctx.services.assessments.end(ctx.member, input.id)));
