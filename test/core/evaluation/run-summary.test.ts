import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Claim, VERDICT_LABELS, type VerdictLabel } from '@/core/evaluation/claim';
import { poolClaimProbability } from '@/core/evaluation/claim-probability';
import { consensusOf } from '@/core/evaluation/consensus';
import {
  compositeHallucination,
  hallucinationProbability,
  microHallucinationRate,
} from '@/core/evaluation/hallucination';
import { type JudgeFailure, unmeasured } from '@/core/evaluation/judge';
import { applyRunEvent, NEW_RUN, type RunState } from '@/core/evaluation/run';
import type { RunEvent } from '@/core/evaluation/run-event';
import { summarise } from '@/core/evaluation/run-summary';
import { measured, notMeasured } from '@/core/statistics/statistic';
import { aJudgement, aVerdict } from '~test/support/evaluation';
import { aRunState } from '~test/support/run-state';

type Answer = number | 'failed' | 'abstained' | 'waiting';

function aRun({
  answers,
  labels = [],
  quorum = 2,
}: {
  answers: readonly Answer[];
  labels?: readonly VerdictLabel[];
  quorum?: number;
}): RunState {
  const judges = answers.map((_, i) => ({
    id: `j${i}`,
    name: `j${i}`,
    kind: 'builtIn' as const,
    provider: 'p',
    version: '1',
  }));
  const claims = labels.map(
    (_, index): Claim => ({ id: `c${index + 1}`, index, start: index, end: index + 1, text: 'x', kind: 'general' }),
  );
  const failure: JudgeFailure = unmeasured('unavailable', 'down');
  const events: RunEvent[] = [
    {
      type: 'runStarted',
      payload: {
        plan: { judges, verifier: { id: 'v', name: 'v' }, splitter: 's', rubric: { id: 'r', version: 1 }, quorum },
      },
    },
    { type: 'claimsExtracted', payload: { claims, leftOut: [] } },
    ...labels.map(
      (label, i): RunEvent => ({
        type: 'verdictReached',
        payload: aVerdict({ id: `c${i + 1}` }, { label, probability: label === 'SUPPORTED' ? 0.8 : 0.2 }),
      }),
    ),
    ...answers.flatMap((answer, i): RunEvent[] => {
      const judgeId = `j${i}`;
      if (answer === 'waiting') return [];
      if (answer === 'failed') return [{ type: 'judgeFailed', payload: { judgeId, durationMs: 1, failure } }];
      if (answer === 'abstained')
        return [{ type: 'judgeAbstained', payload: { judgeId, durationMs: 1, reason: 'nothing' } }];
      return [
        { type: 'judgementReached', payload: { judgeId, durationMs: 1, judgement: aJudgement({ score: answer }) } },
      ];
    }),
  ];
  return events.reduce((state, event) => applyRunEvent(state, event, '2026-01-01T00:00:00.000Z'), NEW_RUN);
}

test('the consensus of three judges has a t-interval', () => {
  const { consensus } = summarise(aRun({ answers: [80, 85, 90] }));
  expect(consensus).toMatchObject({ value: 85, n: 3, interval: { method: 't-interval, 2 degrees of freedom' } });
});

test('a judge that failed is not a score: the consensus is that of the others', () => {
  const { consensus, turnout } = summarise(aRun({ answers: [80, 90, 'failed'] }));
  expect(consensus).toMatchObject({ value: 85, n: 2, noInterval: 'two raters are too few for an interval' });
  expect(turnout).toEqual({ asked: 3, answered: 2, abstained: 0, failed: 1, pending: 0 });
});

test('an outage of all judges is not measured, never a hallucination score', () => {
  const summary = summarise(aRun({ answers: ['failed', 'failed', 'failed'], labels: ['SUPPORTED'] }));
  expect(summary.consensus).toEqual({ value: null, n: 0, reason: '0 of 3 judges answered; 2 are needed' });
  expect(summary.composite).toEqual({
    score: { value: null, n: 0, reason: '0 of 3 judges answered; 2 are needed' },
    parts: [],
  });
  expect(summary.hallucinationRate.refutedOrUnknown.value).toBe(0);
});

test('a judge with nothing to judge is not missed for the quorum, a failed one is', () => {
  expect(summarise(aRun({ answers: [70, 'abstained', 'abstained'] })).consensus.value).toBe(70);
  expect(summarise(aRun({ answers: [70, 'abstained', 'failed'] })).consensus.value).toBeNull();
});

test('before the quorum the summary says who is still at work', () => {
  expect(summarise(aRun({ answers: [70, 'waiting', 'waiting'] })).consensus).toMatchObject({
    reason: '1 of 3 judges answered, 2 still at work; 2 are needed',
  });
});

test('rates are given with their counts, in both conventions', () => {
  const { hallucinationRate, claims } = summarise(
    aRun({ answers: [70, 80], labels: ['SUPPORTED', 'REFUTED', 'NOT_ENOUGH_INFO'] }),
  );
  expect(hallucinationRate.refutedOnly).toMatchObject({ value: 1 / 3, n: 3 });
  expect(hallucinationRate.refutedOrUnknown).toMatchObject({ value: 2 / 3, n: 3 });
  expect(claims).toMatchObject({ checked: 3, supported: 1, refuted: 1, notEnoughInfo: 1 });
});

test('an output without claims has no rate, not a perfect one', () => {
  expect(microHallucinationRate([], 'refutedOnly')).toEqual({ value: null, n: 0, reason: 'no claim was checked' });
  expect(hallucinationProbability([])).toMatchObject({ value: null });
});

test.each([
  { consensus: 87.4286, labels: [], severities: [], confidences: [0.9, 0.85], expected: 6.2786 },
  { consensus: 70, labels: ['REFUTED'], severities: ['high'], confidences: [0.8], expected: 59 },
  {
    consensus: 27.5926,
    labels: [],
    severities: ['medium', 'medium', 'medium', 'medium', 'medium'],
    confidences: [0.7, 0.65],
    expected: 42.213,
  },
  {
    consensus: 84.6534,
    labels: ['SUPPORTED', 'REFUTED', 'NOT_ENOUGH_INFO', 'SUPPORTED'],
    severities: [],
    confidences: [0.9, 0.93, 0.94],
    expected: 14.4053,
  },
  { consensus: 50, labels: [], severities: [], confidences: [0.9, 0.9], expected: 21 },
  { consensus: 54.7222, labels: [], severities: [], confidences: [0.6, 0.65, 0.55], expected: 22.1111 },
] as const)(
  'the composite of consensus $consensus is $expected, and is the sum of the parts shown',
  ({ consensus, labels, severities, confidences, expected }) => {
    const { score, parts } = compositeHallucination({
      consensus: measured(consensus, 2, 'mean'),
      labels,
      severities,
      confidences,
    });
    expect(score.value).toBeCloseTo(expected, 3);
    expect(parts.reduce((total, part) => total + part.contribution, 0)).toBeCloseTo(score.value!, 10);
  },
);

test('without a consensus there is no composite', () => {
  expect(
    compositeHallucination({
      consensus: notMeasured('nobody answered'),
      labels: ['REFUTED'],
      severities: [],
      confidences: [],
    }).score.value,
  ).toBeNull();
});

const answer = fc.oneof(
  fc.double({ min: 0, max: 100, noNaN: true }),
  fc.constantFrom<Answer>('failed', 'abstained', 'waiting'),
);

test('consensus does not depend on the order of judges, lies between lowest and highest, and is unanimous when they are', () => {
  fc.assert(
    fc.property(fc.array(answer, { minLength: 1, maxLength: 6 }), (answers) => {
      const { consensus, scoreRange } = summarise(aRun({ answers }));
      expect(summarise(aRun({ answers: answers.toReversed() })).consensus).toEqual(consensus);
      if (consensus.value === null) return;
      expect(consensus.value).toBeGreaterThanOrEqual(scoreRange!.low - 1e-9);
      expect(consensus.value).toBeLessThanOrEqual(scoreRange!.high + 1e-9);
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 2, max: 6 }), (score, count) => {
      const { consensus, agreement } = summarise(aRun({ answers: Array(count).fill(score) }));
      expect(consensus.value).toBeCloseTo(score, 10);
      expect(agreement.scoreDifference.value).toBe(0);
    }),
  );
});

test('failing judges never change the hallucination figures of claims', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...VERDICT_LABELS), { minLength: 1, maxLength: 8 }), (labels) => {
      const up = summarise(aRun({ answers: [70, 80], labels }));
      const down = summarise(aRun({ answers: ['failed', 'failed'], labels }));
      expect(down.hallucinationRate).toEqual(up.hallucinationRate);
      expect(down.hallucinationProbability).toEqual(up.hallucinationProbability);
    }),
  );
});

test('pooled opinions lie between the lowest and the highest, in any order', () => {
  const opinion = fc.double({ min: 0.02, max: 0.98, noNaN: true });
  fc.assert(
    fc.property(fc.array(opinion, { minLength: 1, maxLength: 6 }), (opinions) => {
      const pooled = poolClaimProbability(opinions);
      expect(poolClaimProbability(opinions.toReversed())).toBe(pooled);
      expect(pooled).toBeGreaterThanOrEqual(Math.min(...opinions) - 1e-9);
      expect(pooled).toBeLessThanOrEqual(Math.max(...opinions) + 1e-9);
    }),
  );
});

test('one opinion is pooled to itself', () => {
  expect(poolClaimProbability([0.7])).toBeCloseTo(0.7, 12);
});

test('the quorum is the panel’s size at most', () => {
  const turnout = { asked: 1, answered: 1, abstained: 0, failed: 0, pending: 0 };
  expect(consensusOf([{ score: 60 }], turnout, 2)).toMatchObject({ value: 60, noInterval: 'one rater has no spread' });
});

test('the composite about facts is not drawn from judges that were asked about style', () => {
  const state = aRunState({
    judges: ['one'],
    claims: 1,
    events: [
      { type: 'verdictReached', payload: aVerdict({ id: 'c1' }) },
      { type: 'judgementReached', payload: { judgeId: 'one', durationMs: 1, judgement: aJudgement() } },
    ],
  });
  const by = (id: string) => summarise({ ...state, plan: { ...state.plan!, rubric: { id, version: 1 } } }).composite;
  expect(by('factuality').score.value).not.toBeNull();
  expect(by('style')).toEqual({
    score: { value: null, n: 0, reason: 'the judges were asked about something else than facts' },
    parts: [],
  });
});
