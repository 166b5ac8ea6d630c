import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalCdf, normalDensity } from '@/core/psychometrics/normal-distribution';

test.each([
  // R: format(pnorm(x), digits = 16)
  [0, 0.5],
  [1, 0.8413447460685429],
  [-1, 0.1586552539314571],
  [1.645, 0.9500150944608786],
  [1.959963984540054, 0.975],
  [-3, 0.001349898031630095],
  [-6, 9.865876450376981e-10],
  [-8, 6.220960574271786e-16],
])('P(Z <= %d) = %d', (x, expected) => {
  expect(Math.abs(normalCdf(x) - expected)).toBeLessThan(1e-15);
  expect(Math.abs(normalCdf(x) / expected - 1)).toBeLessThan(1e-8);
});

test('rises from 0 to 1 and is symmetric', () => {
  fc.assert(
    fc.property(fc.double({ min: -40, max: 40, noNaN: true }), (x) => {
      expect(normalCdf(x) + normalCdf(-x)).toBeCloseTo(1, 14);
      expect(normalCdf(x + 0.1)).toBeGreaterThanOrEqual(normalCdf(x));
    }),
  );
  expect(normalCdf(Number.POSITIVE_INFINITY)).toBe(1);
  expect(normalCdf(Number.NEGATIVE_INFINITY)).toBe(0);
});

test('the density is the slope of the distribution function', () => {
  for (const x of [-2, -0.5, 0, 1.3]) {
    expect((normalCdf(x + 1e-5) - normalCdf(x - 1e-5)) / 2e-5).toBeCloseTo(normalDensity(x), 8);
  }
});
