import { PublicationOutput } from '@/protocol/bank';
import { memberProcedure } from '@/server/api/trpc';
import { publicationOutput } from './output';

/** What publishing would change. */
export const getPublication = memberProcedure('items:review')
  .output(PublicationOutput)
  .query(async ({ ctx }) => publicationOutput(await ctx.services.publications.preview(ctx.member)));
