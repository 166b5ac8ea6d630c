import { z } from 'zod';
import { AssessmentListEntry } from '@/protocol/assessment';
import { memberProcedure } from '@/server/api/trpc';
import { listEntryOutput } from './output';

export const list = memberProcedure('assessments:observe')
  .output(z.array(AssessmentListEntry))
  .query(async ({ ctx }) => (await ctx.services.assessments.list(ctx.member)).map(listEntryOutput));
