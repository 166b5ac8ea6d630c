import { router } from '@/server/api/trpc';
import { changePassword } from './change-password';
import { getSignInMeans } from './get-sign-in-means';
import { listMembers } from './list-members';
import { me } from './me';
import { removeMember } from './remove-member';
import { socketToken } from './socket-token';

/** Who is signed in, and the people of an organisation. */
export const accountRouter = router({ me, getSignInMeans, socketToken, changePassword, listMembers, removeMember });
