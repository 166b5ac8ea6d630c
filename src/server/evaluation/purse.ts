import type { Purse, RunCalls } from '@/core/evaluation/run-calls';
import { addUsage, type Budget, NOTHING_SPENT, type Spending } from '@/core/evaluation/spending';

/** The purse of a run that has spent `already` before, for example before it was resumed. */
export function createPurse(budget: Budget | null, already: Spending = NOTHING_SPENT): Purse {
  let spent = already;
  let reserved = { tokens: 0, cost: 0 };
  let exhausted = false;

  return {
    budget,
    spent: () => spent,
    isExhausted: () => exhausted,
    admit({ inputTokens, outputTokens, cost }) {
      const tokens = inputTokens + outputTokens;
      const wantedTokens = spent.inputTokens + spent.outputTokens + reserved.tokens + tokens;
      const wantedCost = (spent.cost ?? 0) + reserved.cost + (cost ?? 0);
      const isPassed = (limit: number | null, wanted: number) => limit !== null && wanted > limit;
      // A limit of money cannot be kept where the price is not known: nothing is asked then.
      const isBlind = budget !== null && budget.maxCost !== null && (cost === null || spent.cost === null);
      if (budget && (isBlind || isPassed(budget.maxTokens, wantedTokens) || isPassed(budget.maxCost, wantedCost))) {
        exhausted = true;
        return false;
      }
      reserved = { tokens: reserved.tokens + tokens, cost: reserved.cost + (cost ?? 0) };
      return true;
    },
    settle(admitted, used) {
      const tokens = admitted.inputTokens + admitted.outputTokens;
      reserved = { tokens: reserved.tokens - tokens, cost: reserved.cost - (admitted.cost ?? 0) };
      spent = addUsage(spent, used);
    },
  };
}

/** For a run that asks nobody outside. */
export const noCalls = (): RunCalls => ({ scope: '', cache: null, purse: createPurse(null) });
