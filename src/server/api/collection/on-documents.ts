import { z } from 'zod';
import { CollectionId } from '@/protocol/collection';
import { paced } from '@/server/api/paced';
import { memberProcedure } from '@/server/api/trpc';

/** A collection with the state of its documents, again whenever it changes; the next value makes up for any missed. */
export const onDocuments = memberProcedure('runs:read')
  .input(z.object({ collectionId: CollectionId }))
  .use(async ({ ctx, input, next }) => {
    await ctx.services.collections.get(ctx.member, input.collectionId);
    return next();
  })
  .subscription(({ ctx, input, signal }) =>
    paced(ctx, (ended) => ctx.services.collections.watch(ctx.member, input.collectionId, ended), signal),
  );
