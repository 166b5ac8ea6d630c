import { z } from 'zod';
import { AssessmentId, AssessmentSchema } from '@/protocol/assessment';
import { memberProcedure } from '@/server/api/trpc';
import { assessmentOutput } from './output';

export const get = memberProcedure('assessments:observe')
  .input(z.object({ id: AssessmentId }))
  .output(AssessmentSchema)
  .query(async ({ ctx, input }) => assessmentOutput(await ctx.services.assessments.get(ctx.member, input.id)));
