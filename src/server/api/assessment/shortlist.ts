import { z } from 'zod';
import { memberProcedure } from '@/server/api/trpc';

export const shortlist = memberProcedure('assessments:manage')
  .input(z.object({ applicationId: z.uuid(), isShortlisted: z.boolean() }))
  .output(z.object({ isShortlisted: z.boolean() }))
  .mutation(async ({ ctx, input }) => {
    await ctx.services.assessments.shortlist(ctx.member, input.applicationId, input.isShortlisted);
    return { isShortlisted: input.isShortlisted };
  });
