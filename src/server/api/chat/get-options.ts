import { z } from 'zod';
import { memberProcedure } from '@/server/api/trpc';

/** The model that is configured; with `withOffer` also what its endpoint says it offers, if it says so within seconds. */
export const getOptions = memberProcedure('chats:use')
  .input(z.object({ withOffer: z.boolean() }))
  .output(z.object({ defaultModel: z.string().nullable(), models: z.array(z.string()).nullable() }))
  .query(async ({ ctx, input }) => ({
    defaultModel: ctx.services.chats.defaultModel,
    models: input.withOffer ? await ctx.services.chats.models() : null,
  }));
