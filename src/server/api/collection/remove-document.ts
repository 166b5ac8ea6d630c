import { z } from 'zod';
import { DocumentId } from '@/protocol/collection';
import { memberProcedure } from '@/server/api/trpc';

export const removeDocument = memberProcedure('collections:manage')
  .input(z.object({ documentId: DocumentId }))
  .output(z.void())
  .mutation(({ ctx, input }) => ctx.services.collections.removeDocument(ctx.member, input.documentId));
