import { AccountSchema } from '@/protocol/account';
import { publicProcedure } from '@/server/api/trpc';

/** Who is signed in, or null. */
export const me = publicProcedure.output(AccountSchema.nullable()).query(({ ctx }) => {
  if (!ctx.login) return null;
  const { userId, name, email, memberships } = ctx.login;
  return { userId, name, email, memberships: memberships.map((membership) => ({ ...membership })) };
});
