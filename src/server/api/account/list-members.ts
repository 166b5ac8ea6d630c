import { z } from 'zod';
import { MemberSchema } from '@/protocol/account';
import { memberProcedure } from '@/server/api/trpc';

export const listMembers = memberProcedure('members:manage')
  .output(z.array(MemberSchema))
  .query(async ({ ctx }) => {
    const members = await ctx.services.identity.listMembers(ctx.member);
    return members.map(({ user, role, createdAt }) => ({
      userId: user.id,
      name: user.name,
      email: user.email,
      role,
      since: createdAt.toISOString(),
    }));
  });
