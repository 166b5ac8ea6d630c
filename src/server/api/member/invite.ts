import { z } from 'zod';
import { InviteMember } from '@/protocol/member';
import { memberProcedure } from '@/server/api/trpc';

/** Invites somebody to join the organisation; the token for the link is returned this once. */
export const invite = memberProcedure('members:manage')
  .input(InviteMember)
  .output(z.object({ token: z.string() }))
  .mutation(({ ctx, input }) => ctx.services.memberInvitations.invite(ctx.member, input));
