import { z } from 'zod';
import { memberProcedure } from '@/server/api/trpc';

/** The skills an item can be about. */
export const listSkills = memberProcedure('items:write')
  .output(z.array(z.object({ skillId: z.string(), name: z.string() })))
  .query(({ ctx }) => ctx.services.assessments.listSkills().map(({ skillId, name }) => ({ skillId, name })));
