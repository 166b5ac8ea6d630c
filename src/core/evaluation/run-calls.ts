import type { Budget, Spending } from './spending';

/** Answers of models kept for later runs, by a hash of everything that decided them. */
export type AnswerCache = {
  get(key: string): Promise<unknown>;
  put(key: string, answer: unknown): Promise<void>;
};

/**
 * The purse of one run. `admit` reserves what a request will use at most and says whether that is within the budget; `settle`
 * replaces the reservation by what was used. Reservations count, so that requests under way together cannot pass the limit.
 */
export type Purse = {
  readonly budget: Budget | null;
  spent(): Spending;
  /** True from the first request that was not made because of the budget. */
  isExhausted(): boolean;
  admit(tokens: { inputTokens: number; outputTokens: number; cost: number | null }): boolean;
  settle(
    reserved: { inputTokens: number; outputTokens: number; cost: number | null },
    used: { inputTokens: number; outputTokens: number; cost: number | null; requests: number },
  ): void;
};

/** What a provider asked for ("Retry-After") holds for everybody who asks it, not only for whom it told. */
export type ProviderPauses = {
  pause(provider: string, ms: number): Promise<void>;
  /** 0 when the provider may be asked. */
  remainingMs(provider: string): Promise<number>;
};

/** What all model calls of one run share. `scope` keeps the answers of one organisation from another. */
export type RunCalls = { scope: string; cache: AnswerCache | null; purse: Purse; pauses?: ProviderPauses };

/** How a long text was read: parts for each text, and how far neighbouring parts overlap. */
export type Chunking = { source: number; output: number; overlapTokens: number };
