import { AssessmentDraftSchema, AssessmentSchema } from '@/protocol/assessment';
import { memberProcedure } from '@/server/api/trpc';
import { draftOf } from './draft-input';
import { assessmentOutput } from './output';

export const create = memberProcedure('assessments:manage')
  .input(AssessmentDraftSchema)
  .output(AssessmentSchema)
  .mutation(async ({ ctx, input }) =>
    assessmentOutput(await ctx.services.assessments.create(ctx.member, draftOf(input))),
  );
