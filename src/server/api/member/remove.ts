import { z } from 'zod';
import { memberProcedure } from '@/server/api/trpc';

/** Takes someone out of the organisation; their logins and sockets end at once. */
export const remove = memberProcedure('members:manage')
  .input(z.object({ userId: z.uuid() }))
  .mutation(({ ctx, input }) => ctx.services.members.remove(ctx.member, input.userId));
