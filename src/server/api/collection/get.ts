import { z } from 'zod';
import { CollectionId, CollectionView } from '@/protocol/collection';
import { memberProcedure } from '@/server/api/trpc';

export const get = memberProcedure('runs:read')
  .input(z.object({ collectionId: CollectionId }))
  .output(CollectionView)
  .query(({ ctx, input }) => ctx.services.collections.get(ctx.member, input.collectionId));
