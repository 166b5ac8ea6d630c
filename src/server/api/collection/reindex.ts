import { z } from 'zod';
import { CollectionId } from '@/protocol/collection';
import { memberProcedure } from '@/server/api/trpc';

/** Reads all documents of a collection anew; says how many. */
export const reindex = memberProcedure('collections:manage')
  .input(z.object({ collectionId: CollectionId }))
  .output(z.object({ documents: z.number().int().nonnegative() }))
  .mutation(({ ctx, input }) => ctx.services.collections.reindex(ctx.member, input.collectionId));
