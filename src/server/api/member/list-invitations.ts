import { z } from 'zod';
import { MemberInvitationSchema } from '@/protocol/member';
import { memberProcedure } from '@/server/api/trpc';

/** Invitations nobody has accepted or withdrawn, also those whose time is over. */
export const listInvitations = memberProcedure('members:manage')
  .output(z.array(MemberInvitationSchema))
  .query(({ ctx }) => ctx.services.memberInvitations.list(ctx.member));
