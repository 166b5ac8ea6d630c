import { z } from 'zod';
import { signedInProcedure } from '@/server/api/trpc';

/** A token that opens one socket within 60 s, for clients that cannot send the session cookie. */
export const socketToken = signedInProcedure
  .output(z.object({ token: z.string() }))
  .mutation(async ({ ctx }) => ({ token: await ctx.services.identity.socketToken(ctx.login) }));
