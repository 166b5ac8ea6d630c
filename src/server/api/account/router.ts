import { router } from '@/server/api/trpc';
import { actFor } from './act-for';
import { changePassword } from './change-password';
import { getSignInMeans } from './get-sign-in-means';
import { me } from './me';
import { register } from './register';
import { socketToken } from './socket-token';

/** Who is signed in, how they came to be, and whom they act for. */
export const accountRouter = router({
  me,
  getSignInMeans,
  register,
  socketToken,
  changePassword,
  actFor,
});
