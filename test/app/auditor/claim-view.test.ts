import { expect, test } from 'vitest';
import { claimViews, hasSameClaims } from '@/app/(auditor)/runs/[runId]/_components/claim-view';
import { applyRunEvent } from '@/core/evaluation/run';
import { summarise } from '@/core/evaluation/run-summary';
import { aVerdict } from '~test/support/evaluation';
import { aRunState } from '~test/support/run-state';

const AT = '2026-01-01T00:00:00.000Z';

test('an event about one claim leaves the views of all others as they were', () => {
  const state = aRunState({ claims: 3 });
  const before = claimViews(state);
  const after = claimViews(
    applyRunEvent(state, { type: 'verdictReached', payload: aVerdict({ id: 'c2' }, { label: 'REFUTED' }) }, AT),
    before,
  );
  expect(after[1]).toMatchObject({ standing: 'REFUTED' });
  expect(after[0]).toBe(before[0]);
  expect(after[2]).toBe(before[2]);
  expect(hasSameClaims(before, after)).toBe(true);
});

test('an event about no claim, or a summary that says the same again, gives the same list', () => {
  const state = aRunState({
    claims: 2,
    events: [{ type: 'verdictReached', payload: aVerdict({ id: 'c1' }) }],
  });
  const summed = applyRunEvent(state, { type: 'consensusUpdated', payload: summarise(state) }, AT);
  const before = claimViews(summed);
  const again = applyRunEvent(summed, { type: 'consensusUpdated', payload: structuredClone(summed.summary!) }, AT);
  expect(claimViews(again, before)).toBe(before);
  const progressed = applyRunEvent(summed, { type: 'stageProgressed', payload: { stage: 'judging', progress: 5 } }, AT);
  expect(claimViews(progressed, before)).toBe(before);
});
