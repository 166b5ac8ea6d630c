import { z } from 'zod';
import { publicProcedure } from '@/server/api/trpc';

/** The server's clock, which every countdown follows. */
export const clock = publicProcedure
  .output(z.object({ serverNow: z.iso.datetime() }))
  .query(({ ctx }) => ({ serverNow: ctx.services.now().toISOString() }));
