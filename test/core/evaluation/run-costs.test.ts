import { expect, test } from 'vitest';
import { unmeasured } from '@/core/evaluation/judge';
import { costsOf } from '@/core/evaluation/run-costs';
import type { RunEvent } from '@/core/evaluation/run-event';
import { addUsage, NOTHING_SPENT, type TokenUsage } from '@/core/evaluation/spending';
import { aJudgement, aVerdict } from '~test/support/evaluation';
import { aRunState } from '~test/support/run-state';

const used = (inputTokens: number, parts: Partial<TokenUsage> = {}): TokenUsage => ({
  inputTokens,
  outputTokens: 1,
  requests: 1,
  cost: inputTokens / 1000,
  ...parts,
});

const EVENTS: readonly RunEvent[] = [
  { type: 'verdictReached', payload: aVerdict({ id: 'c1' }, { usage: used(10) }) },
  { type: 'verdictFailed', payload: { claimId: 'c2', failure: unmeasured('timeout', 'slow', used(20)) } },
  { type: 'judgementReached', payload: { judgeId: 'one', durationMs: 5, judgement: aJudgement({ usage: used(100) }) } },
  {
    type: 'judgeFailed',
    payload: { judgeId: 'two', durationMs: 5, failure: unmeasured('timeout', 'slow', used(200)) },
  },
  {
    type: 'preferenceReached',
    payload: {
      judgeId: 'one',
      durationMs: 5,
      outcome: {
        status: 'preferred',
        preferred: 'tie',
        isConsistent: true,
        reason: '',
        showings: [],
        usage: used(400, { requests: 0, cacheHits: 2, cost: 0 }),
      },
    },
  },
];

test('each stage and each judge shows what it used, a comparison counts with its judge', () => {
  const { stages, judges } = costsOf(aRunState({ judges: ['one', 'two'], claims: 2, events: EVENTS }));
  expect(stages.verification).toMatchObject({ inputTokens: 30, requests: 2 });
  expect(stages.judging).toMatchObject({ inputTokens: 700, requests: 2, cacheHits: 2 });
  expect(judges.get('one')).toMatchObject({ inputTokens: 500, cacheHits: 2 });
  expect(judges.get('two')).toMatchObject({ inputTokens: 200 });
});

test('the parts add up to what the run used, also after a judge was asked again', () => {
  const again: RunEvent[] = [
    { type: 'runCancelled', payload: { reason: 'enough' } },
    { type: 'runReopened', payload: { reason: 'more', judgeIds: ['two'], claimIds: ['c1'] } },
    { type: 'judgementReached', payload: { judgeId: 'two', durationMs: 5, judgement: aJudgement({ usage: used(7) }) } },
  ];
  const state = aRunState({ judges: ['one', 'two'], claims: 2, events: [...EVENTS, ...again] });
  const { stages, before } = costsOf(state);
  expect(before).toMatchObject({ inputTokens: 210, requests: 2 });
  const sum = [...Object.values(stages), before].reduce((total, part) => addUsage(total, { ...part }), NOTHING_SPENT);
  expect(sum.inputTokens).toBe(state.spent.inputTokens);
  expect(sum.requests).toBe(state.spent.requests);
  expect(sum.cost).toBeCloseTo(state.spent.cost!, 12);
});

test('where one price is not known, the cost of its stage is not known either', () => {
  const events: RunEvent[] = [
    { type: 'verdictReached', payload: aVerdict({ id: 'c1' }, { usage: used(10, { cost: null }) }) },
  ];
  const { stages } = costsOf(aRunState({ claims: 1, events }));
  expect(stages.verification.cost).toBeNull();
  expect(stages.judging.cost).toBe(0);
});
