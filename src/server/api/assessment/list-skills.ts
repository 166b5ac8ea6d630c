import { z } from 'zod';
import { memberProcedure } from '@/server/api/trpc';

/** The skills the bank can assess, each with the ids of its usual prerequisites. */
export const listSkills = memberProcedure('assessments:observe')
  .output(
    z.array(
      z.object({ skillId: z.string(), name: z.string(), description: z.string(), requires: z.array(z.string()) }),
    ),
  )
  .query(({ ctx }) => ctx.services.assessments.listSkills());
