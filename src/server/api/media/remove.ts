import { z } from 'zod';
import { memberProcedure } from '@/server/api/trpc';

export const remove = memberProcedure('media:manage')
  .input(z.object({ mediaId: z.uuid() }))
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.services.media.remove(ctx.member, input.mediaId));
