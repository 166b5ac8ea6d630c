import { z } from 'zod';
import { ApplicationEntry, AssessmentId } from '@/protocol/assessment';
import { memberProcedure } from '@/server/api/trpc';

export const listApplications = memberProcedure('assessments:observe')
  .input(z.object({ id: AssessmentId }))
  .output(z.array(ApplicationEntry))
  .query(async ({ ctx, input }) => {
    const applications = await ctx.services.assessments.listApplications(ctx.member, input.id);
    return applications.map(({ invitedAt, linkExpiresAt, ...rest }) => ({
      ...rest,
      invitedAt: invitedAt.toISOString(),
      linkExpiresAt: linkExpiresAt?.toISOString() ?? null,
    }));
  });
