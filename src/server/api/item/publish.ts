import { z } from 'zod';
import { ItemVersionRef } from '@/protocol/bank';
import { memberProcedure } from '@/server/api/trpc';

/** Publishes what waits, if it is what the caller saw. */
export const publish = memberProcedure('items:review')
  .input(z.object({ versions: z.array(ItemVersionRef).max(20_000) }))
  .output(z.object({ revision: z.number(), published: z.number() }))
  .mutation(({ ctx, input }) => ctx.services.publications.publish(ctx.member, input));
