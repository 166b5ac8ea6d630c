import { expect, test } from 'vitest';
import { whatIsMissing } from '@/core/evaluation/run-missing';
import type { Budget } from '@/core/evaluation/spending';
import { BUILT_IN_PANEL } from '@/server/evaluation/judges/built-in-panel';
import { runPipeline } from '@/server/evaluation/pipeline';
import { createPurse } from '@/server/evaluation/purse';
import { trainedVerifier } from '@/server/evaluation/trained-verifier';
import { createLlmClaimSplitter } from '@/server/llm/llm-claim-splitter';
import { createLlmJudge } from '@/server/llm/llm-judge';
import { createLlmVerifier } from '@/server/llm/llm-verifier';
import { aPipelineInput, aRunLog, OUTPUT, SOURCE } from '~test/support/evaluation';
import { aCache, askedFor, blockOf, callsWith, helpful, quickTools, settingsFor } from '~test/support/model-double';
import { type Behaviour, fails, startOpenAiDouble } from '~test/support/openai-double';

type Options = {
  budget?: Budget;
  cache?: ReturnType<typeof aCache>;
  scope?: string;
  repeats?: number;
  rival?: string;
  log?: ReturnType<typeof aRunLog>;
};

/** A run with everything a model can do, against one that behaves as told. */
async function modelRun(behaviour: Behaviour, options: Options = {}) {
  await using double = await startOpenAiDouble(behaviour);
  return { ...(await runOn(double.baseUrl, options)), requests: double.requests };
}

async function runOn(baseUrl: string, { budget, cache, scope, repeats = 1, rival, log = aRunLog() }: Options) {
  const settings = settingsFor(baseUrl, { prices: { input: 1, output: 2 } });
  const already = log.state();
  const calls = {
    ...callsWith({ ...(cache && { cache }), ...(scope && { scope }) }),
    purse: createPurse(already.plan?.budget ?? budget ?? null, already.spent),
  };
  const end = await runPipeline(
    aPipelineInput({
      texts: { source: SOURCE, output: OUTPUT, question: null, rival: rival ?? null },
      claimSplitter: createLlmClaimSplitter(settings, quickTools),
      verifier: createLlmVerifier(settings, quickTools),
      fallbackVerifier: trainedVerifier,
      judges: [...BUILT_IN_PANEL, createLlmJudge(settings, undefined, quickTools)],
      repeats,
      calls,
      already,
      emit: log.emit,
    }),
  );
  return { end, state: log.state(), log };
}

const MODEL = 'model:double';

test('a model takes out the claims, checks each, and judges; what it used is metered', async () => {
  const { end, state, requests } = await modelRun({ kind: 'content', content: helpful });
  expect(end).toBe('completed');
  expect(requests.map(askedFor).toSorted()).toEqual(['claims', 'judge', 'verify', 'verify', 'verify']);
  expect(state.splitting).toMatchObject({ id: expect.stringContaining('model:double/claims-1'), note: null });
  expect(state.verdicts.every((verdict) => verdict?.usage?.requests === 1)).toBe(true);
  expect(state.spent).toMatchObject({ inputTokens: 500, outputTokens: 100, requests: 5, cacheHits: 0 });
  expect(state.spent.cost).toBeCloseTo((500 * 1 + 100 * 2) / 1e6, 12);
  expect(state.summary).toMatchObject({ spent: state.spent, missing: [] });
});

test('a refused key stops the model at once: claims by grammar, verdicts by the built-in verifier, each saying why', async () => {
  const { end, state, requests } = await modelRun(fails(401, 'no such key'), { repeats: 3 });
  expect(end).toBe('completed');
  // One for the claims, at most one a place at the provider for verdicts, one for the judge: none is asked a second time.
  expect(requests.length).toBeLessThanOrEqual(1 + 3 + 3);
  expect(state.splitting).toMatchObject({ id: 'grammar-1', note: expect.stringContaining('no such key') });
  expect(state.verdicts.map((verdict) => verdict?.fallback?.verifier)).toEqual([
    'Built-in model',
    'Built-in model',
    'Built-in model',
  ]);
  const failed = state.judges.filter(({ judge }) => judge.kind === 'model');
  expect(failed.map((judge) => judge.status === 'failed' && judge.failure.class)).toEqual([
    'authentication',
    'authentication',
    'authentication',
  ]);
  expect(state.summary!.consensus.value).not.toBeNull();
});

test('a judge that is asked three times counts once, and its noise is a figure', async () => {
  let asked = 0;
  const { state } = await modelRun(
    {
      kind: 'content',
      content: (request) => {
        if (askedFor(request) !== 'judge') return helpful(request);
        asked += 1;
        return JSON.stringify({ ...JSON.parse(helpful(request)), score: 50 + 10 * asked });
      },
    },
    { repeats: 3 },
  );
  expect(state.judges.map(({ judge }) => judge.id).slice(-3)).toEqual([MODEL, `${MODEL}#2`, `${MODEL}#3`]);
  expect(state.summary!.turnout.asked).toBe(BUILT_IN_PANEL.length + 1);
  expect(state.summary!.scores.find(({ judgeId }) => judgeId === MODEL)).toMatchObject({ score: 70, repeats: 3 });
  const noise = state.summary!.figures.find(({ id }) => id === `repeats.${MODEL}`);
  expect(noise!.statistic.value).toBeCloseTo(10, 10);
});

test('the same run again is answered from what was kept, at no cost, and another organisation gets nothing of it', async () => {
  await using double = await startOpenAiDouble({ kind: 'content', content: helpful });
  const cache = aCache();
  const first = await runOn(double.baseUrl, { cache, repeats: 2 });
  expect(first.state.spent.cacheHits).toBe(0);
  // Each repeat was asked for itself.
  expect(double.requests.filter((request) => askedFor(request) === 'judge')).toHaveLength(2);
  expect(double.requests).toHaveLength(6);
  const again = await runOn(double.baseUrl, { cache, repeats: 2 });
  expect(double.requests).toHaveLength(6);
  expect(again.state.spent).toEqual({ inputTokens: 0, outputTokens: 0, requests: 0, cost: 0, cacheHits: 6 });
  expect(again.state.summary!.consensus).toEqual(first.state.summary!.consensus);
  await runOn(double.baseUrl, { cache, repeats: 2, scope: 'another organisation' });
  expect(double.requests).toHaveLength(12);
});

test('an answer that failed is not kept', async () => {
  const cache = aCache();
  await modelRun(fails(500), { cache });
  expect(cache.kept.size).toBe(0);
});

test('a budget is never passed: the run ends valid and partial, and goes on with only what is missing', async () => {
  const budget = { maxTokens: 6_000, maxCost: null };
  const { end, state, log, requests } = await modelRun({ kind: 'content', content: helpful }, { budget });
  expect(end).toBe('completed');
  expect(state.spent.inputTokens + state.spent.outputTokens).toBeLessThanOrEqual(budget.maxTokens);
  expect(state.exhausted).toMatchObject({ budget });
  expect(state.summary!.missing).toContain('the budget ended the asking');
  expect(state.verdicts.every((verdict) => verdict !== null)).toBe(true);
  const judge = state.judges.find((entry) => entry.judge.id === MODEL)!;
  expect(judge).toMatchObject({ status: 'failed', failure: { class: 'budget' } });
  const refused = requests.length;

  const missing = whatIsMissing(state, null)!;
  expect(missing).toEqual({ judgeIds: [MODEL], claimIds: [] });
  await log.emit([{ type: 'runReopened', payload: { ...missing, reason: 'more money', budget: null } }]);
  expect(log.state().status).toBe('running');
  const after = await modelRun({ kind: 'content', content: helpful }, { log });
  expect(after.requests.map(askedFor)).toEqual(['judge']);
  expect(after.state).toMatchObject({ status: 'completed', progress: 100, exhausted: null });
  expect(after.state.judges.find((entry) => entry.judge.id === MODEL)!.status).toBe('judged');
  expect(after.state.spent.requests).toBe(refused + 1);
  expect(after.state.verdicts).toEqual(state.verdicts);
  expect(whatIsMissing(after.state, null)).toBeNull();
});

test('a budget of money that cannot be reckoned asks nothing', async () => {
  const purse = createPurse({ maxTokens: null, maxCost: 1 });
  expect(purse.admit({ inputTokens: 1, outputTokens: 1, cost: null })).toBe(false);
  expect(purse.isExhausted()).toBe(true);
});

test('requests under way together cannot pass the budget: what they may use is reserved', () => {
  const purse = createPurse({ maxTokens: 100, maxCost: null });
  const sixty = { inputTokens: 40, outputTokens: 20, cost: null };
  expect([purse.admit(sixty), purse.admit(sixty)]).toEqual([true, false]);
  purse.settle(sixty, { inputTokens: 10, outputTokens: 5, cost: null, requests: 1 });
  expect(purse.admit(sixty)).toBe(true);
});

const RIVAL = 'Marie Curie was born in Krakow. The institute in Paris employed 90 researchers.';

test('who prefers whatever stands first prefers neither; who prefers a text prefers it in both orders', async () => {
  const byPlace = await modelRun(
    {
      kind: 'content',
      content: (request) =>
        askedFor(request) === 'compare'
          ? JSON.stringify({ better: 'first', rationale: 'It came first.' })
          : helpful(request),
    },
    { rival: RIVAL },
  );
  const ofModel = (state: typeof byPlace.state) => state.preferences.find(({ judgeId }) => judgeId === MODEL)!.outcome;
  expect(ofModel(byPlace.state)).toMatchObject({
    preferred: 'tie',
    isConsistent: false,
    reason: expect.stringContaining('stood first'),
  });
  const byText = await modelRun(
    {
      kind: 'content',
      content: (request) => {
        if (askedFor(request) !== 'compare') return helpful(request);
        const better = blockOf(request, 'FIRST') === RIVAL ? 'second' : 'first';
        return JSON.stringify({ better, rationale: 'The other has the town wrong.' });
      },
    },
    { rival: RIVAL },
  );
  expect(ofModel(byText.state)).toMatchObject({
    preferred: 'output',
    isConsistent: true,
    showings: [{ first: 'output' }, { first: 'rival' }],
  });
  expect(byText.state.summary!.preference).toMatchObject({ output: expect.any(Number), consistency: { value: 1 } });
});

test('built-in judges compare by their scores, or abstain', async () => {
  const { state } = await modelRun(fails(500), { rival: RIVAL });
  const of = (id: string) => state.preferences.find(({ judgeId }) => judgeId === id)!.outcome;
  expect(of('names')).toMatchObject({ status: 'preferred', preferred: 'output', showings: [] });
  expect(state.preferences.find(({ judgeId }) => judgeId === MODEL)!.outcome).toMatchObject({
    status: 'failed',
    class: 'unavailable',
  });
  expect(state.summary!.preference!.output).toBeGreaterThan(0);
});

const LONG = Array.from(
  { length: 700 },
  (_, i) => `The town number ${i} has ${i + 3} inhabitants and one old church.`,
).join(' ');

test('texts too long for the judge are read in parts: every claim is judged once, and the judgement says so', async () => {
  await using double = await startOpenAiDouble({ kind: 'content', content: helpful });
  const settings = settingsFor(double.baseUrl, { contextTokens: 12_000 });
  const log = aRunLog();
  await runPipeline(
    aPipelineInput({
      texts: { source: LONG, output: LONG.slice(0, 12_000), question: null },
      verifier: trainedVerifier,
      judges: [createLlmJudge(settings, undefined, quickTools)],
      quorum: 1,
      emit: log.emit,
    }),
  );
  const [judge] = log.state().judges;
  if (judge?.status !== 'judged') throw new Error(JSON.stringify(judge));
  expect(judge.judgement.chunks!.source * judge.judgement.chunks!.output).toBe(double.requests.length);
  expect(judge.judgement.chunks!.source).toBeGreaterThan(1);
  const judged = judge.judgement.opinions.map(({ claimId }) => claimId);
  expect(new Set(judged).size).toBe(judged.length);
  expect(judged.length).toBe(log.state().claims.length);
}, 30_000);
