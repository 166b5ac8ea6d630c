import { z } from 'zod';
import { CandidateApplicationSchema } from '@/protocol/application';
import { candidateProcedure } from '@/server/api/trpc';

export const list = candidateProcedure
  .output(z.array(CandidateApplicationSchema))
  .query(({ ctx }) => ctx.services.applications.list(ctx.login));
