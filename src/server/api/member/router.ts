import { router } from '@/server/api/trpc';
import { acceptInvitation } from './accept-invitation';
import { changeRole } from './change-role';
import { invite } from './invite';
import { list } from './list';
import { listInvitations } from './list-invitations';
import { previewInvitation } from './preview-invitation';
import { remove } from './remove';
import { withdrawInvitation } from './withdraw-invitation';

/** The people of an organisation, their roles, and how they join it. */
export const memberRouter = router({
  list,
  changeRole,
  remove,
  invite,
  listInvitations,
  withdrawInvitation,
  previewInvitation,
  acceptInvitation,
});
