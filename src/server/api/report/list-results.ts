import { z } from 'zod';
import { AssessmentId } from '@/protocol/assessment';
import { ResultsSchema } from '@/protocol/report';
import { memberProcedure } from '@/server/api/trpc';
import { normGroupOutput } from './output';

/** Everyone with a result, in groups that the results cannot tell apart, and what is known of the measurement. */
export const listResults = memberProcedure('assessments:observe')
  .input(z.object({ assessmentId: AssessmentId }))
  .output(ResultsSchema)
  .query(async ({ ctx, input }) => {
    const { normGroups, ...rest } = await ctx.services.reports.results(ctx.member, input.assessmentId);
    return { ...rest, normGroups: normGroups.map(normGroupOutput) };
  });
