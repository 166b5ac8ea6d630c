import { z } from 'zod';
import { RubricEntry, WriteRubric } from '@/protocol/rubric';
import { memberProcedure } from '@/server/api/trpc';

/** Writes the next version; `version` is the one that was read, and must be the newest still. */
export const update = memberProcedure('runs:create')
  .input(WriteRubric.extend({ id: z.string().max(80), version: z.number().int().positive() }))
  .output(RubricEntry)
  .mutation(({ ctx, input: { id, version, ...wording } }) =>
    ctx.services.rubrics.update(ctx.member, id, version, wording),
  );
