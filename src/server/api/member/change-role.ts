import { z } from 'zod';
import { RoleSchema } from '@/protocol/account';
import { memberProcedure } from '@/server/api/trpc';

/** Gives a member another role; the last owner stays one. */
export const changeRole = memberProcedure('members:manage')
  .input(z.object({ userId: z.uuid(), role: RoleSchema }))
  .mutation(({ ctx, input }) => ctx.services.members.changeRole(ctx.member, input.userId, input.role));
