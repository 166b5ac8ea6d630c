import { GenerationOverview } from '@/protocol/bank';
import { memberProcedure } from '@/server/api/trpc';

/** Whether a model is configured, and what it was asked for before. */
export const getGeneration = memberProcedure('items:write')
  .output(GenerationOverview)
  .query(async ({ ctx }) => {
    const { modelName, earlier } = await ctx.services.generations.overview(ctx.member);
    return {
      modelName,
      earlier: earlier.map(({ id, status, createdAt, configuration }) => {
        const { skillId = '', type = 'singleChoice' } = configuration as { skillId?: string; type?: string };
        return { taskId: id, status, createdAt: createdAt.toISOString(), skillId, type };
      }),
    };
  });
