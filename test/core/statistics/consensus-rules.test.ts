import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ConsensusRule,
  calibratedWeights,
  consensusBy,
  majorityScore,
  trimmedMean,
} from '@/core/statistics/consensus-rules';

const RULES: readonly ConsensusRule[] = ['mean', 'median', 'trimmed', 'majority', 'weighted'];
const panel = fc.array(
  fc.record({
    score: fc.double({ min: 0, max: 100, noNaN: true }),
    weight: fc.double({ min: 0.01, max: 5, noNaN: true }),
  }),
  {
    minLength: 1,
    maxLength: 9,
  },
);

test.each(RULES)(
  'the %s lies between the lowest and the highest, in any order, and is theirs when all agree',
  (rule) => {
    fc.assert(
      fc.property(panel, (scores) => {
        const result = consensusBy(rule, scores);
        expect(consensusBy(rule, scores.toReversed())).toEqual(result);
        if (result.value === null) return;
        expect(result.value).toBeGreaterThanOrEqual(Math.min(...scores.map((s) => s.score)) - 1e-9);
        expect(result.value).toBeLessThanOrEqual(Math.max(...scores.map((s) => s.score)) + 1e-9);
        const alike = scores.map((s) => ({ ...s, score: 42 }));
        expect(consensusBy(rule, alike).value).toBeCloseTo(42, 10);
      }),
    );
    expect(consensusBy(rule, []).value).toBeNull();
  },
);

test('weighting by stated confidence gives what the old system gave', () => {
  const scores = [
    [85, 0.9],
    [90, 0.85],
  ].map(([score, weight]) => ({ score: score!, weight: weight! }));
  expect(consensusBy('weighted', scores).value).toBeCloseTo(87.4286, 4);
  const four = [
    [85, 0.9],
    [87, 0.93],
    [82, 0.94],
  ].map(([score, weight]) => ({ score: score!, weight: weight! }));
  expect(consensusBy('weighted', four).value).toBeCloseTo(84.6534, 4);
});

test('one outlier does not move the median or the trimmed mean', () => {
  expect(
    consensusBy(
      'median',
      [80, 82, 0].map((score) => ({ score })),
    ).value,
  ).toBe(80);
  expect(trimmedMean([80, 81, 82, 83, 0])).toMatchObject({ value: 81, method: 'trimmed mean, 1 cut at either end' });
  expect(trimmedMean([80, 0]).value).toBe(40);
});

test('a majority needs to be one', () => {
  expect(majorityScore([20, 80, 90])).toMatchObject({ value: 85 });
  expect(majorityScore([20, 80])).toMatchObject({ value: null, reason: 'no majority' });
  expect(majorityScore([33.5, 66.5, 10]).value).toBe(50);
});

test('calibrated weights favour the better judge by half of what its labels say, and sum to one', () => {
  const [good, bad] = calibratedWeights([0.01, 0.19]);
  expect(good! + bad!).toBeCloseTo(1, 12);
  expect(good).toBeCloseTo((0.5 + 10 / 11) / 2, 3);
  expect(calibratedWeights([null, null])).toEqual([0.5, 0.5]);
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: null }), { minLength: 1, maxLength: 6 }),
      (errors) => {
        expect(calibratedWeights(errors).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
      },
    ),
  );
});
