import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assertServable, planContent, skillsByDeficit, unmetMinimums } from '@/core/psychometrics/content-balance';

const anyWeights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 24 });

test('bounds each skill around its share, with at least two items', () => {
  const plan = planContent([3, 2, 1], 30);
  expect([...plan.weights]).toEqual([1 / 2, 1 / 3, 1 / 6]);
  expect([...plan.minimum]).toEqual([10, 7, 3]);
  expect([...plan.maximum]).toEqual([20, 13, 7]);
  expect([...planContent([9, 1], 10).minimum]).toEqual([6, 2]);
});

test('many skills in a short session: everyone gets one item before anyone gets two', () => {
  const plan = planContent(new Array(20).fill(1), 30);
  expect([...plan.minimum].filter((n) => n === 2)).toHaveLength(10);
  expect([...plan.minimum].filter((n) => n === 1)).toHaveLength(10);
  expect([...planContent(new Array(24).fill(1), 20).minimum].reduce((a, b) => a + b)).toBe(20);
});

test('minimums fit into the session and maximums fill it, for any weights and length', () => {
  fc.assert(
    fc.property(anyWeights, fc.integer({ min: 1, max: 80 }), (weights, maxItems) => {
      const { minimum, maximum } = planContent(weights, maxItems);
      expect(minimum.reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(maxItems);
      expect(maximum.reduce((a, b) => a + b, 0)).toBeGreaterThanOrEqual(maxItems);
      expect(minimum.every((least, k) => least <= maximum[k]!)).toBe(true);
    }),
  );
});

test('a skill of weight zero is not asked', () => {
  const plan = planContent([1, 0], 10);
  expect([plan.minimum[1], plan.maximum[1]]).toEqual([0, 0]);
  expect(skillsByDeficit(plan, [5, 0], 6, [1, 1])).toEqual([0]);
});

test('weights without a positive sum are refused', () => {
  expect(() => planContent([0, 0], 10)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
});

test('names the skills the bank cannot serve', () => {
  const plan = planContent([1, 1], 10);
  expect(() => assertServable(plan, [3, 2], ['SQL', 'Python'])).toThrow(/Python/);
  expect(() => assertServable(plan, [3, 3], ['SQL', 'Python'])).not.toThrow();
  expect(() => assertServable(plan, [3, 3], ['SQL', 'Python'], 7)).toThrow(
    /can give 6 \(SQL 3, Python 3; 1 more needed\)/,
  );
});

test('counts only what is missing, not what is above a minimum', () => {
  expect(unmetMinimums(planContent([1, 1], 10), [9, 1])).toBe(2);
});

test('serves the largest deficit first, ties by pull, then by node order', () => {
  const plan = planContent([3, 2, 1], 30);
  expect(skillsByDeficit(plan, [0, 0, 0], 1, [1, 1, 1])).toEqual([0, 1, 2]);
  expect(skillsByDeficit(plan, [2, 0, 0], 3, [1, 1, 1])).toEqual([1, 2, 0]);
  const even = planContent([1, 1, 1], 30);
  expect(skillsByDeficit(even, [1, 1, 1], 4, [0.2, 0.5, 0.2])).toEqual([1, 0, 2]);
});

test('always serving the largest deficit keeps every skill within one item of its share, for up to three skills', () => {
  // For more skills the greedy rule may stray a little further; the session bounds hold it then.
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }), (weights) => {
      const plan = planContent(weights, 60);
      const counts = new Int32Array(weights.length);
      const pull = new Float64Array(weights.length);
      for (let position = 1; position <= 60; position++) {
        counts[skillsByDeficit(plan, counts, position, pull)[0]!]! += 1;
        expect(counts.every((n, k) => Math.abs(n - plan.weights[k]! * position) < 1 + 1e-9)).toBe(true);
      }
    }),
  );
});
