import { z } from 'zod';
import { signedInProcedure } from '@/server/api/trpc';

/** How the caller can sign in: with a password of their own, or only by their invitation's link. */
export const getSignInMeans = signedInProcedure
  .output(z.object({ hasPassword: z.boolean() }))
  .query(async ({ ctx }) => ({ hasPassword: await ctx.services.identity.hasPassword(ctx.login) }));
