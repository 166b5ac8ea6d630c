import { RubricEntry, WriteRubric } from '@/protocol/rubric';
import { memberProcedure } from '@/server/api/trpc';

export const create = memberProcedure('runs:create')
  .input(WriteRubric)
  .output(RubricEntry)
  .mutation(({ ctx, input }) => ctx.services.rubrics.create(ctx.member, input));
