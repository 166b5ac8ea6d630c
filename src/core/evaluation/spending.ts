/** What one request, or several, cost. `cost` is null when the price of the model is not known. A cache hit costs nothing. */
export type TokenUsage = {
  inputTokens: number | null;
  outputTokens: number | null;
  requests: number;
  cost?: number | null;
  cacheHits?: number;
};

/** Money is in the currency the settings name, prices are for a million tokens. */
export type TokenPrices = { input: number; output: number };

/** What a run may use at most; null is no limit. Requests that would pass a limit are not made. */
export type Budget = { maxTokens: number | null; maxCost: number | null };

/** What a run has used. Unreported tokens were counted by our own tokenizer. `cost` is null when some price is not known. */
export type Spending = {
  inputTokens: number;
  outputTokens: number;
  requests: number;
  cost: number | null;
  cacheHits: number;
};

export const NOTHING_SPENT: Spending = { inputTokens: 0, outputTokens: 0, requests: 0, cost: 0, cacheHits: 0 };

export function addUsage(spent: Spending, usage: TokenUsage | null | undefined): Spending {
  if (!usage) return spent;
  const isPriced = spent.cost !== null && (usage.requests === 0 || (usage.cost ?? null) !== null);
  return {
    inputTokens: spent.inputTokens + (usage.inputTokens ?? 0),
    outputTokens: spent.outputTokens + (usage.outputTokens ?? 0),
    requests: spent.requests + usage.requests,
    cost: isPriced ? spent.cost! + (usage.cost ?? 0) : null,
    cacheHits: spent.cacheHits + (usage.cacheHits ?? 0),
  };
}

/** Cost of some tokens at some prices. */
export function costOf(tokens: { inputTokens: number; outputTokens: number }, prices: TokenPrices): number {
  return (tokens.inputTokens * prices.input + tokens.outputTokens * prices.output) / 1e6;
}

/** Expected use from what must be sent (low) to what may come back at most, with one retry a request (high). */
export type Estimate = {
  requests: { low: number; high: number };
  inputTokens: { low: number; high: number };
  outputTokens: { low: number; high: number };
  cost: { low: number; high: number } | null;
};

/** Who of a run uses a model, and how much it is expected to use. */
export type EstimatedReader = Estimate & { id: string; name: string };

export function totalEstimate(parts: readonly Estimate[]): Estimate {
  const total = (of: (part: Estimate) => { low: number; high: number }) => ({
    low: parts.reduce((sum, part) => sum + of(part).low, 0),
    high: parts.reduce((sum, part) => sum + of(part).high, 0),
  });
  const isPriced = parts.every(({ cost }) => cost !== null);
  return {
    requests: total(({ requests }) => requests),
    inputTokens: total(({ inputTokens }) => inputTokens),
    outputTokens: total(({ outputTokens }) => outputTokens),
    cost: isPriced ? total(({ cost }) => cost!) : null,
  };
}
