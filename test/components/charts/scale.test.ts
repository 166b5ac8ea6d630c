import fc from 'fast-check';
import { expect, test } from 'vitest';
import { extent, niceDomain, niceTicks } from '@/components/charts/scale';

test('ticks are round, rise, and stay within the domain', () => {
  expect(niceTicks({ min: 0, max: 100 })).toEqual([0, 20, 40, 60, 80, 100]);
  expect(niceTicks({ min: 0, max: 1 })).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
  expect(niceTicks({ min: 13, max: 87 }, 5)).toEqual([20, 40, 60, 80]);
});

test('any domain gives between one and as many ticks as allowed, in order and inside it', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      fc.integer({ min: 2, max: 12 }),
      (min, width, most) => {
        const max = min + width;
        fc.pre(max > min);
        const ticks = niceTicks({ min, max }, most);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        expect(ticks.length).toBeLessThanOrEqual(most);
        expect(ticks).toEqual(ticks.toSorted((a, b) => a - b));
        const slack = 1e-8 * Math.max(Math.abs(min), Math.abs(max), width);
        for (const tick of ticks) {
          expect(tick).toBeGreaterThanOrEqual(min - slack);
          expect(tick).toBeLessThanOrEqual(max + slack);
        }
      },
    ),
  );
});

test('a domain of one value has that one tick, one that is none has no tick', () => {
  expect(niceTicks({ min: 3, max: 3 })).toEqual([3]);
  expect(niceTicks({ min: 3, max: 1 })).toEqual([]);
  expect(niceTicks({ min: 0, max: Number.NaN })).toEqual([]);
});

test('a domain is widened to the round values around it', () => {
  expect(niceDomain({ min: 13, max: 87 }, 5)).toEqual({ min: 0, max: 100 });
  expect(niceDomain({ min: 5, max: 5 })).toEqual({ min: 4, max: 6 });
});

test('the extent leaves out what is absent', () => {
  expect(extent([3, null, 1, undefined, Number.NaN, 2])).toEqual({ min: 1, max: 3 });
  expect(extent([null])).toBeNull();
});
