import { z } from 'zod';
import { ReportAnalysisSchema } from '@/protocol/report';
import { SessionId } from '@/protocol/session';
import { memberProcedure } from '@/server/api/trpc';

/** The signs beside a score: person fit, effort, signals, percentiles, and what the parameters rest on. */
export const getAnalysis = memberProcedure('assessments:observe')
  .input(z.object({ sessionId: SessionId }))
  .output(ReportAnalysisSchema)
  .query(async ({ ctx, input }) => {
    const { percentiles, ...rest } = await ctx.services.reports.analyse(ctx.member, input.sessionId);
    const dated = percentiles.map((entry) => ({ ...entry, createdAt: entry.createdAt.toISOString() }));
    return { ...rest, percentiles: dated };
  });
