import { MemberInvitationPreview, MemberInvitationToken } from '@/protocol/member';
import { publicProcedure } from '@/server/api/trpc';

/** The page behind a link; the link itself is the permission. */
export const previewInvitation = publicProcedure
  .input(MemberInvitationToken)
  .output(MemberInvitationPreview)
  .query(({ ctx, input }) => ctx.services.memberInvitations.preview(input.token, ctx.address));
