import { AcceptMemberInvitation } from '@/protocol/member';
import { publicProcedure } from '@/server/api/trpc';

/** Joins by a link: as who is signed in, or as somebody new; the service decides whether the link is theirs. */
export const acceptInvitation = publicProcedure
  .input(AcceptMemberInvitation)
  .mutation(({ ctx, input }) =>
    ctx.services.memberInvitations.accept(ctx.login, input.token, input.person, ctx.address),
  );
