import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bca } from '@/core/statistics/bootstrap';
import { wilson } from '@/core/statistics/intervals';
import { mean, sum } from '@/core/statistics/moments';
import { mcNemarExact, pairedDifference } from '@/core/statistics/paired-comparison';
import type { Interval, Statistic } from '@/core/statistics/statistic';
import vectors from '~test/vectors/statistics/bootstrap.json';

function intervalOf(statistic: Statistic): Interval {
  if (statistic.value === null || !statistic.interval) throw new Error(JSON.stringify(statistic));
  return statistic.interval;
}

function correlation(rows: readonly (readonly number[])[]): number | null {
  const x = rows.map((row) => row[0]!);
  const y = rows.map((row) => row[1]!);
  const [mx, my] = [mean(x), mean(y)];
  const xx = sum(x.map((v) => (v - mx) ** 2));
  const yy = sum(y.map((v) => (v - my) ** 2));
  return xx === 0 || yy === 0 ? null : sum(x.map((v, i) => (v - mx) * (y[i]! - my))) / Math.sqrt(xx * yy);
}

const { lawSchool, skewed } = vectors;

test.each(lawSchool.intervals)('the law school correlation has its published interval at level $level', (expected) => {
  const result = bca({
    items: lawSchool.rows,
    figure: correlation,
    seed: 'law',
    resamples: 10_000,
    level: expected.level,
  });
  expect(result.value).toBeCloseTo(lawSchool.correlation, 10);
  const { low, high } = intervalOf(result);
  expect(Math.abs(low - expected.low)).toBeLessThan(expected.tolerance);
  expect(Math.abs(high - expected.high)).toBeLessThan(expected.tolerance);
});

test('the interval of a skewed mean leans to the long side, as the reference says', () => {
  const { low, high } = intervalOf(bca({ items: skewed.values, figure: mean, seed: 'skew', resamples: 10_000 }));
  expect(Math.abs(low - skewed.low)).toBeLessThan(skewed.tolerance);
  expect(Math.abs(high - skewed.high)).toBeLessThan(skewed.tolerance);
});

const values = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 3, maxLength: 12 });

test('the same seed gives the same interval to the bit, and the seed is stored with it', () => {
  const run = () => bca({ items: skewed.values, figure: mean, seed: 'run-7', resamples: 500 });
  expect(run()).toEqual(run());
  expect(intervalOf(run()).resampling).toEqual({ seed: 'run-7', resamples: 500, units: 10 });
});

test('the interval is ordered and lies within what resampling can reach', () => {
  fc.assert(
    fc.property(values, (items) => {
      const result = bca({ items, figure: mean, seed: 's', resamples: 200 });
      if (result.value === null || !result.interval) return;
      expect(result.interval.low).toBeLessThanOrEqual(result.interval.high);
      expect(result.interval.low).toBeGreaterThanOrEqual(Math.min(...items));
      expect(result.interval.high).toBeLessThanOrEqual(Math.max(...items));
    }),
    { numRuns: 40 },
  );
});

test('shifting all items shifts the interval by as much', () => {
  const shifted = intervalOf(
    bca({ items: skewed.values.map((v) => v + 100), figure: mean, seed: 's', resamples: 500 }),
  );
  const plain = intervalOf(bca({ items: skewed.values, figure: mean, seed: 's', resamples: 500 }));
  expect(shifted.low).toBeCloseTo(plain.low + 100, 6);
  expect(shifted.high).toBeCloseTo(plain.high + 100, 6);
});

test('items of one source count as one unit, so copies of them do not narrow the interval', () => {
  const items = skewed.values.map((value, i) => ({ value, source: `s${i}` }));
  const copied = items.flatMap((item) => Array.from({ length: 20 }, () => item));
  const figure = (drawn: typeof items) => mean(drawn.map(({ value }) => value));
  const options = { figure, seed: 's', resamples: 500 };
  const once = intervalOf(bca({ items, ...options, clusterOf: ({ source }) => source }));
  const copies = intervalOf(bca({ items: copied, ...options, clusterOf: ({ source }) => source }));
  expect(copies.low).toBeCloseTo(once.low, 8);
  expect(copies.high).toBeCloseTo(once.high, 8);
});

test('without spread there is no interval, and a rate falls back to Wilson', () => {
  const items = Array(8).fill(1);
  expect(bca({ items, figure: mean, seed: 's' })).toMatchObject({
    value: 1,
    noInterval: 'no spread: every resample gives the same',
  });
  const fallback = () => intervalOf(wilson(8, 8));
  expect(intervalOf(bca({ items, figure: mean, seed: 's', fallback })).method).toBe('Wilson score interval');
});

test.each([
  [[], 'the data cannot carry this figure'],
  [[1, 2], '2 independent units are too few for an interval'],
])('%j items have no interval', (items, reason) => {
  expect(JSON.stringify(bca({ items, figure: mean, seed: 's' }))).toContain(reason);
});

test('two runs are compared item by item', () => {
  const items = skewed.values.map((before, i) => ({ before, after: before + 1 + (i % 2) / 10 }));
  const result = pairedDifference(items, { seed: 's' });
  expect(result.value).toBeCloseTo(1.05, 10);
  expect(intervalOf(result).low).toBeGreaterThan(1);
  expect(pairedDifference([], { seed: 's' }).value).toBeNull();
});

test('swapping the two runs turns the sign of the difference', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ before: fc.integer({ max: 9, min: 0 }), after: fc.integer({ max: 9, min: 0 }) }), {
        minLength: 1,
        maxLength: 6,
      }),
      (items) => {
        const there = pairedDifference(items, { seed: 's', resamples: 20 });
        const back = pairedDifference(
          items.map(({ before, after }) => ({ before: after, after: before })),
          { seed: 's', resamples: 20 },
        );
        expect(back.value).toBeCloseTo(-there.value!, 12);
      },
    ),
  );
});

test.each(vectors.mcNemar)('McNemar: $onlyBefore against $onlyAfter has p = $p', ({ onlyBefore, onlyAfter, p }) => {
  const items = [
    ...Array(onlyBefore).fill({ before: true, after: false }),
    ...Array(onlyAfter).fill({ before: false, after: true }),
    ...Array(7).fill({ before: true, after: true }),
  ];
  const result = mcNemarExact(items);
  expect(result).toMatchObject({ onlyBefore, onlyAfter });
  expect(result.pValue.value! / p).toBeCloseTo(1, 9);
});

test('McNemar says nothing where the two never differ', () => {
  expect(mcNemarExact([{ before: true, after: true }]).pValue).toMatchObject({ value: null, n: 1 });
});
