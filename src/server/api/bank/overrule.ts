import { z } from 'zod';
import { OverruleItem } from '@/protocol/bank-health';
import { memberProcedure } from '@/server/api/trpc';

/** A person decides where an item stands, against the rules, with a reason that is kept. */
export const overrule = memberProcedure('items:review')
  .input(OverruleItem)
  .output(z.object({ revision: z.number() }))
  .mutation(({ ctx, input }) => ctx.services.bankHealth.overrule(ctx.member, input));
