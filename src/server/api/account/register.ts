import { RegisterAccount } from '@/protocol/account';
import { publicProcedure } from '@/server/api/trpc';

/** A candidate's account, or a new organisation with its owner; the same service and limits as over REST. */
export const register = publicProcedure.input(RegisterAccount).mutation(async ({ ctx, input }) => {
  await ctx.services.allowances.register(ctx.address);
  await ctx.services.identity.register({ ...input, username: null });
});
