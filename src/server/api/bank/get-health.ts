import { BankHealthSchema } from '@/protocol/bank-health';
import { memberProcedure } from '@/server/api/trpc';

/** Use, figures and movements of the bank's items; nothing of their content. */
export const getHealth = memberProcedure('bank:observe')
  .output(BankHealthSchema)
  .query(async ({ ctx }) => {
    const { items, transitions, lastRun, ...rest } = await ctx.services.bankHealth.get(ctx.member);
    return {
      ...rest,
      items: [...items],
      transitions: transitions.map(({ actorId, at, ...move }) => {
        return { ...move, isByPerson: actorId !== null, at: at.toISOString() };
      }),
      lastRun: lastRun && { ...lastRun, skills: [...lastRun.skills], startedAt: lastRun.startedAt.toISOString() },
    };
  });
