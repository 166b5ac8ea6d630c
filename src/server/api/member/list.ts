import { z } from 'zod';
import { MemberSchema } from '@/protocol/member';
import { memberProcedure } from '@/server/api/trpc';

export const list = memberProcedure('members:manage')
  .output(z.array(MemberSchema))
  .query(({ ctx }) => ctx.services.members.list(ctx.member));
