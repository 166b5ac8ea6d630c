import { z } from 'zod';
import { AssessmentId } from '@/protocol/assessment';
import { NormGroupSchema } from '@/protocol/report';
import { memberProcedure } from '@/server/api/trpc';
import { normGroupOutput } from './output';

export const createNormGroup = memberProcedure('assessments:manage')
  .input(z.object({ assessmentId: AssessmentId, name: z.string().trim().min(1, 'Give the group a name.').max(120) }))
  .output(NormGroupSchema)
  .mutation(async ({ ctx, input }) =>
    normGroupOutput(await ctx.services.reports.createNormGroup(ctx.member, input.assessmentId, input.name)),
  );
