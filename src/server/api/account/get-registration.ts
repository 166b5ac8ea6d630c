import { z } from 'zod';
import { publicProcedure } from '@/server/api/trpc';

/** Whether anybody may make an account here. */
export const getRegistration = publicProcedure
  .output(z.object({ isOpen: z.boolean() }))
  .query(({ ctx }) => ({ isOpen: ctx.services.identity.isRegistrationOpen }));
