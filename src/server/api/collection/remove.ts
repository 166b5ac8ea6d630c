import { z } from 'zod';
import { CollectionId } from '@/protocol/collection';
import { memberProcedure } from '@/server/api/trpc';

/** Removes a collection with its documents; refused while a run searches it. */
export const remove = memberProcedure('collections:manage')
  .input(z.object({ collectionId: CollectionId }))
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.services.collections.remove(ctx.member, input.collectionId));
