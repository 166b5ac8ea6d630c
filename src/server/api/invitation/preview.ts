import { InvitationPreviewSchema, InvitationToken } from '@/protocol/application';
import { publicProcedure } from '@/server/api/trpc';

/** The page behind a link; the link itself is the permission. */
export const preview = publicProcedure
  .input(InvitationToken)
  .output(InvitationPreviewSchema)
  .query(({ ctx, input }) => ctx.services.invitations.preview(input.token));
