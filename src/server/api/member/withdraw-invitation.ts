import { z } from 'zod';
import { memberProcedure } from '@/server/api/trpc';

/** The link stops working at once. */
export const withdrawInvitation = memberProcedure('members:manage')
  .input(z.object({ id: z.uuid() }))
  .mutation(({ ctx, input }) => ctx.services.memberInvitations.withdraw(ctx.member, input.id));
