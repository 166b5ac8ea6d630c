import { ExportPreview, ExportQuery } from '@/protocol/exchange';
import { memberProcedure } from '@/server/api/trpc';

/** What a file of these items would hold, and what its format has no place for. */
export const previewExport = memberProcedure('items:write')
  .input(ExportQuery)
  .output(ExportPreview)
  .query(({ ctx, input }) => ctx.services.exchange.previewExport(ctx.member, input));
