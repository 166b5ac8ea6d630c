import { z } from 'zod';
import { memberProcedure } from '@/server/api/trpc';

/** Which models can be asked: the one that is configured, and what its endpoint says it offers, if it says so. */
export const getOptions = memberProcedure('chats:use')
  .output(z.object({ defaultModel: z.string().nullable(), models: z.array(z.string()).nullable() }))
  .query(async ({ ctx: { services } }) => ({
    defaultModel: services.chats.defaultModel,
    models: await services.chats.models(),
  }));
