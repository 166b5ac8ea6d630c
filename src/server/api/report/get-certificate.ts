import { z } from 'zod';
import { CertificateSchema } from '@/protocol/report';
import { SessionId } from '@/protocol/session';
import { memberProcedure } from '@/server/api/trpc';

/** A signed file from which anyone can compute the score again: `npm run replay -- <file>`. */
export const getCertificate = memberProcedure('assessments:manage')
  .input(z.object({ sessionId: SessionId }))
  .output(CertificateSchema)
  .query(async ({ ctx, input }) => {
    const certificate = await ctx.services.reports.certify(ctx.member, input.sessionId);
    return {
      fileName: `certificate-${input.sessionId}.json`,
      text: `${JSON.stringify(certificate, null, 2)}\n`,
    };
  });
