import { z } from 'zod';
import { AssessmentId } from '@/protocol/assessment';
import { LiveSessionSchema } from '@/protocol/session';
import { memberProcedure } from '@/server/api/trpc';
import { liveSessionOutput } from './output';

export const listSessions = memberProcedure('assessments:observe')
  .input(z.object({ id: AssessmentId }))
  .output(z.array(LiveSessionSchema))
  .query(async ({ ctx, input }) =>
    (await ctx.services.assessments.listSessions(ctx.member, input.id)).map(liveSessionOutput),
  );
