import { z } from 'zod';
import { JobDescription, SkillSuggestionSchema } from '@/protocol/assessment';
import { memberProcedure } from '@/server/api/trpc';

/** The skill graph a job description asks for, with the words it was read from. */
export const suggestSkills = memberProcedure('assessments:manage')
  .input(z.object({ jobDescription: JobDescription }))
  .output(SkillSuggestionSchema)
  .mutation(async ({ ctx, input, signal }) => {
    const { graph, matches, unassessable, note } = await ctx.services.assessments.suggestSkills(
      input.jobDescription,
      signal,
    );
    return { graph: { nodes: [...graph.nodes], edges: [...graph.edges] }, matches, unassessable, note };
  });
