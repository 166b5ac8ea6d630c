import { expect, test } from 'vitest';
import { chiSquareTail } from '@/core/statistics/chi-square';

// Quantiles of the usual tables (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4).
test.each([
  [3.841, 1, 0.05],
  [7.815, 3, 0.05],
  [11.345, 3, 0.01],
  [18.307, 10, 0.05],
  [124.342, 100, 0.05],
  [0.352, 3, 0.95],
])('the tail above %f with %i degrees of freedom is %f', (x, df, tail) => {
  expect(chiSquareTail(x, df)).toBeCloseTo(tail, 3);
});

test('with two degrees of freedom it is the exponential, to the last digits', () => {
  for (const x of [0.1, 1, 5, 40]) expect(chiSquareTail(x, 2)).toBeCloseTo(Math.exp(-x / 2), 13);
  expect(chiSquareTail(0, 5)).toBe(1);
});
