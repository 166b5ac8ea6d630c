import { z } from 'zod';
import { AssessmentId } from '@/protocol/assessment';
import { memberProcedure } from '@/server/api/trpc';

export const deleteDraft = memberProcedure('assessments:manage')
  .input(z.object({ id: AssessmentId }))
  .mutation(({ ctx, input }) => ctx.services.assessments.deleteDraft(ctx.member, input.id));
