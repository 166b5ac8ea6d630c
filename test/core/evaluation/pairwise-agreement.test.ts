import { expect, test } from 'vitest';
import type { VerdictLabel } from '@/core/evaluation/claim';
import { unmeasured } from '@/core/evaluation/judge';
import { pairwiseAgreement } from '@/core/evaluation/pairwise-agreement';
import type { RunEvent } from '@/core/evaluation/run-event';
import { aJudgement, aVerdict } from '~test/support/evaluation';
import { aRunState } from '~test/support/run-state';

const says = (judgeId: string, labels: readonly (VerdictLabel | null)[]): RunEvent => ({
  type: 'judgementReached',
  payload: {
    judgeId,
    durationMs: 1,
    judgement: aJudgement({
      opinions: labels.flatMap((label, i) => (label ? [{ claimId: `c${i + 1}`, label, probability: null }] : [])),
    }),
  },
});

const verdicts: RunEvent[] = (['SUPPORTED', 'REFUTED', 'SUPPORTED'] as const).map((label, i) => ({
  type: 'verdictReached',
  payload: aVerdict({ id: `c${i + 1}` }, { label }),
}));

test('counts only claims that both labelled, and mirrors across the diagonal', () => {
  const events = [
    ...verdicts,
    says('one', ['SUPPORTED', 'SUPPORTED', null]),
    says('two', [null, 'REFUTED', 'SUPPORTED']),
  ];
  const { labellers, cells } = pairwiseAgreement(aRunState({ judges: ['one', 'two'], claims: 3, events }));
  expect(labellers.map(({ name }) => name)).toEqual(['The verifier', 'one', 'two']);
  expect(cells[0]![1]).toMatchObject({ value: 0.5, n: 2 });
  expect(cells[0]![2]).toMatchObject({ value: 1, n: 2 });
  expect(cells[1]![2]).toMatchObject({ value: 0, n: 1 });
  expect(cells[2]![1]).toEqual(cells[1]![2]);
  expect(cells[1]![1]).toBeNull();
});

test('a judge that failed or labelled nothing in common has a reason instead of a share', () => {
  const failed: RunEvent = {
    type: 'judgeFailed',
    payload: { judgeId: 'two', durationMs: 1, failure: unmeasured('timeout', 'slow') },
  };
  const { cells } = pairwiseAgreement(
    aRunState({ judges: ['one', 'two'], claims: 3, events: [...verdicts, says('one', []), failed] }),
  );
  expect(cells[0]![1]).toEqual({ value: null, n: 0, reason: 'no claim was labelled by both' });
  expect(cells[0]![2]).toEqual({ value: null, n: 0, reason: 'two gave no answer' });
});
