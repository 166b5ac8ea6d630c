import { z } from 'zod';
import { CollectionId, FoundPassage, SearchQuery } from '@/protocol/collection';
import { memberProcedure } from '@/server/api/trpc';

/** Tries retrieval: the passages a run would find for these words. */
export const search = memberProcedure('runs:read')
  .input(z.object({ collectionId: CollectionId, query: SearchQuery }))
  .output(z.array(FoundPassage))
  .query(({ ctx, input }) => ctx.services.collections.search(ctx.member, input.collectionId, input.query));
