import { z } from 'zod';
import { CollectionName } from '@/protocol/collection';
import { memberProcedure } from '@/server/api/trpc';

export const create = memberProcedure('collections:manage')
  .input(z.object({ name: CollectionName }))
  .output(z.object({ collectionId: z.string() }))
  .mutation(({ ctx, input }) => ctx.services.collections.create(ctx.member, input.name));
