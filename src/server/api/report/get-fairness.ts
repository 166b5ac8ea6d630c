import { z } from 'zod';
import { AssessmentId } from '@/protocol/assessment';
import { DemographicQuestionSchema, FairnessSchema } from '@/protocol/report';
import { memberProcedure } from '@/server/api/trpc';

/** Selection and item functioning by voluntary answers; aggregated, groups below ten people without figures. */
export const getFairness = memberProcedure('assessments:observe')
  .input(z.object({ assessmentId: AssessmentId, question: DemographicQuestionSchema }))
  .output(FairnessSchema)
  .query(({ ctx, input }) => ctx.services.reports.fairness(ctx.member, input.assessmentId, input.question));
