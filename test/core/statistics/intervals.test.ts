import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '@/core/items/random';
import { meanOfRaters, tHalfWidth, wilson } from '@/core/statistics/intervals';
import { normalCdf, normalQuantile } from '@/core/statistics/normal';
import { isMeasured } from '@/core/statistics/statistic';
import vectors from '~test/vectors/statistics/intervals.json';

test.each(vectors.wilson)('Wilson interval of $successes of $n ($origin)', (vector) => {
  const share = wilson(vector.successes, vector.n);
  if (!isMeasured(share)) throw new Error('not measured');
  expect(Math.abs(share.interval!.low - vector.low)).toBeLessThan(vector.tolerance);
  expect(Math.abs(share.interval!.high - vector.high)).toBeLessThan(vector.tolerance);
});

test('a share of nothing is not measured', () => {
  expect(wilson(0, 0)).toEqual({ value: null, n: 0, reason: 'nothing was counted' });
});

test('the Wilson interval holds the share and stays within 0 and 1', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, share) => {
      const result = wilson(Math.round(share * n), n);
      if (!isMeasured(result)) throw new Error('not measured');
      const { low, high } = result.interval!;
      expect(low).toBeGreaterThanOrEqual(0);
      expect(low).toBeLessThanOrEqual(result.value);
      expect(high).toBeGreaterThanOrEqual(result.value);
      expect(high).toBeLessThanOrEqual(1);
    }),
  );
});

test.each(vectors.raters)('$values have mean $mean and half width $half ($origin)', (vector) => {
  const result = meanOfRaters(vector.values, { low: 0, high: 100 });
  if (!isMeasured(result)) throw new Error('not measured');
  expect(result.value).toBe(vector.mean);
  expect(Math.abs(result.interval!.high - vector.mean - vector.half)).toBeLessThan(vector.tolerance);
  expect(Math.abs(vector.mean - result.interval!.low - vector.half)).toBeLessThan(vector.tolerance);
});

test('one or two raters get no interval, and the reason', () => {
  expect(meanOfRaters([70], { low: 0, high: 100 })).toMatchObject({ value: 70, noInterval: 'one rater has no spread' });
  expect(meanOfRaters([70, 80], { low: 0, high: 100 })).toMatchObject({
    value: 75,
    noInterval: 'two raters are too few for an interval',
  });
  expect(meanOfRaters([70, 80], { low: 0, high: 100 })).not.toHaveProperty('interval');
});

test('an interval never leaves the scale', () => {
  expect(meanOfRaters([0, 100, 100], { low: 0, high: 100 })).toMatchObject({ interval: { low: 0, high: 100 } });
});

test('the mean of raters does not depend on their order, to the bit', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 9 }), (values) => {
      expect(meanOfRaters(values.toReversed(), { low: 0, high: 100 })).toEqual(
        meanOfRaters(values, { low: 0, high: 100 }),
      );
    }),
  );
});

test.each(vectors.normal)('the normal quantile of $p is $z', ({ p, z }) => {
  expect(Math.abs(normalQuantile(p) - z)).toBeLessThan(1e-13 * Math.abs(z) + 1e-15);
});

test('the normal distribution function undoes its quantile', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true }), (p) => {
      expect(Math.abs(normalCdf(normalQuantile(p)) - p)).toBeLessThan(1e-13);
    }),
  );
});

test('the interval of three judges holds the truth as often as it says', () => {
  const random = seededRandom('coverage');
  const normal = () => normalQuantile((random.next() * 4294967296 + 0.5) / 4294967297);
  const runs = 4_000;
  let held = 0;
  for (let run = 0; run < runs; run += 1) {
    const values = [0, 0, 0].map(() => 50 + 5 * normal());
    if (Math.abs(values.reduce((a, b) => a + b, 0) / 3 - 50) <= tHalfWidth(values)) held += 1;
  }
  expect(held / runs).toBeGreaterThan(0.94);
  expect(held / runs).toBeLessThan(0.96);
});
