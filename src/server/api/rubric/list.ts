import { z } from 'zod';
import { RubricEntry } from '@/protocol/rubric';
import { memberProcedure } from '@/server/api/trpc';

/** Rubrics to judge by: those of the product, then the organisation's own. */
export const list = memberProcedure('runs:read')
  .output(z.array(RubricEntry))
  .query(({ ctx }) => ctx.services.rubrics.list(ctx.member));
