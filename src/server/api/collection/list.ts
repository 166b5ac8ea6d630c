import { z } from 'zod';
import { CollectionEntry } from '@/protocol/collection';
import { memberProcedure } from '@/server/api/trpc';

/** All collections of the organisation, newest first. */
export const list = memberProcedure('runs:read')
  .output(z.array(CollectionEntry))
  .query(({ ctx }) => ctx.services.collections.list(ctx.member));
