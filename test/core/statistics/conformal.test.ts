import { expect, test } from 'vitest';
import { seededRandom } from '@/core/items/random';
import { conformalCoverage, conformalMinimum, conformalSet, fitConformal } from '@/core/statistics/conformal';

test('the conformal threshold needs ceil(1/alpha) - 1 cases', () => {
  expect(conformalMinimum(0.05)).toBe(19);
  expect(conformalMinimum(0.1)).toBe(9);
  const cases = Array.from({ length: 19 }, (_, i) => ({ probability: (i + 1) / 20, isTrue: true }));
  expect(fitConformal(cases.slice(1), 0.05)).toMatchObject({ value: null, n: 18 });
  expect(fitConformal(cases, 0.05).value!.threshold).toBeCloseTo(0.95, 12);
  expect(fitConformal(cases, 0.1).value!.threshold).toBeCloseTo(0.9, 12);
});

test('sets are both where two answers are within the threshold, neither where none is', () => {
  const rule = { alpha: 0.1, n: 100, threshold: 0.6 };
  expect([0.9, 0.5, 0.1].map((p) => conformalSet(rule, p))).toEqual(['yes', 'both', 'no']);
  expect(conformalSet({ ...rule, threshold: 0.3 }, 0.5)).toBe('neither');
});

test('over many drawings the sets hold the true answer as often as promised', () => {
  const random = seededRandom('conformal');
  const draw = (n: number) =>
    Array.from({ length: n }, () => {
      const truth = random.next();
      return { probability: truth ** 2, isTrue: random.next() < truth };
    });
  const coverages = Array.from(
    { length: 200 },
    () => conformalCoverage(fitConformal(draw(99), 0.1).value!, draw(200)).value!,
  );
  const average = coverages.reduce((a, b) => a + b, 0) / coverages.length;
  expect(average).toBeGreaterThan(0.885);
  expect(average).toBeLessThan(0.925);
});
