import { ChangePassword } from '@/protocol/account';
import { signedInProcedure } from '@/server/api/trpc';

/** Ends every login of this person, the caller's own included. */
export const changePassword = signedInProcedure
  .input(ChangePassword)
  .mutation(({ ctx, input }) => ctx.services.identity.changePassword(ctx.login, input.current, input.next));
