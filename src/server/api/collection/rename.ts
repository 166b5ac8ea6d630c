import { z } from 'zod';
import { CollectionId, CollectionName } from '@/protocol/collection';
import { memberProcedure } from '@/server/api/trpc';

export const rename = memberProcedure('collections:manage')
  .input(z.object({ collectionId: CollectionId, name: CollectionName }))
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.services.collections.rename(ctx.member, input.collectionId, input.name));
