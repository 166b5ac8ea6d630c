import { z } from 'zod';
import { AssessmentDraftSchema, AssessmentId, AssessmentSchema } from '@/protocol/assessment';
import { memberProcedure } from '@/server/api/trpc';
import { draftOf } from './draft-input';
import { assessmentOutput } from './output';

/** Replaces a draft. A published assessment is refused. */
export const update = memberProcedure('assessments:manage')
  .input(z.object({ id: AssessmentId, draft: AssessmentDraftSchema }))
  .output(AssessmentSchema)
  .mutation(async ({ ctx, input }) =>
    assessmentOutput(await ctx.services.assessments.update(ctx.member, input.id, draftOf(input.draft))),
  );
