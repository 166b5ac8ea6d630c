import { z } from 'zod';
import { Invite } from '@/protocol/assessment';
import { memberProcedure } from '@/server/api/trpc';

/** Invites a candidate; the token for the link is returned this once. */
export const create = memberProcedure('assessments:manage')
  .input(Invite)
  .output(z.object({ token: z.string() }))
  .mutation(({ ctx, input }) => ctx.services.invitations.invite(ctx.member, input));
