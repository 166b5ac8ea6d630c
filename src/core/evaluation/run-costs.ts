import { judgeOf } from './panel-answers';
import type { RunState } from './run';
import type { Stage } from './run-event';
import { addUsage, NOTHING_SPENT, type Spending, type TokenUsage } from './spending';

/** What a run used, by where. Everything of `spent` is in exactly one of `stages` and `before`. */
export type RunCosts = {
  stages: Readonly<Record<Stage, Spending>>;
  /** Parts of `judging`, by the judge's id, over its repeats and its comparison of two outputs. */
  judges: ReadonlyMap<string, Spending>;
  /** Used by answers that a continued run has replaced since. */
  before: Spending;
};

type Spent = Pick<RunState, 'splitting' | 'verdicts' | 'unverified' | 'judges' | 'preferences' | 'spent'>;

/** Who used what. Requests whose answer came from the cache are counted as hits and cost nothing. */
export function costsOf(state: Spent): RunCosts {
  const { splitting, verdicts, unverified, judges, preferences, spent } = state;
  const retrieval = addUsage(NOTHING_SPENT, splitting?.usage);
  const verification = [
    ...verdicts.map((verdict) => verdict?.usage),
    ...unverified.map(({ failure }) => failure.usage),
  ].reduce(addUsage, NOTHING_SPENT);
  const byJudge = new Map<string, Spending>();
  const add = (judgeId: string, usage: TokenUsage | null) =>
    byJudge.set(judgeId, addUsage(byJudge.get(judgeId) ?? NOTHING_SPENT, usage));
  const owner = new Map(judges.map((entry) => [entry.judge.id, judgeOf(entry)]));
  for (const entry of judges) add(judgeOf(entry), usageOf(entry));
  for (const { judgeId, outcome } of preferences) {
    if (outcome.status !== 'abstained') add(owner.get(judgeId) ?? judgeId, outcome.usage);
  }
  const judging = [...byJudge.values()].reduce(addUsage, NOTHING_SPENT);
  const stages = { retrieval, verification, judging, aggregation: NOTHING_SPENT };
  const kept = [retrieval, verification, judging].reduce(addUsage, NOTHING_SPENT);
  return { stages, judges: byJudge, before: without(spent, kept) };
}

function usageOf(entry: RunState['judges'][number]): TokenUsage | null {
  if (entry.status === 'judged') return entry.judgement.usage;
  return entry.status === 'failed' ? entry.failure.usage : null;
}

function without(whole: Spending, part: Spending): Spending {
  return {
    inputTokens: whole.inputTokens - part.inputTokens,
    outputTokens: whole.outputTokens - part.outputTokens,
    requests: whole.requests - part.requests,
    cost: whole.cost === null || part.cost === null ? null : whole.cost - part.cost,
    cacheHits: whole.cacheHits - part.cacheHits,
  };
}
