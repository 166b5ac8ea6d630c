import { expect, test } from 'vitest';
import { gaussHermite, NORMAL_21 } from '@/core/psychometrics/quadrature';

const integrate = (f: (z: number) => number, { nodes, weights } = NORMAL_21) =>
  weights.reduce((sum, weight, q) => sum + weight * f(nodes[q]!), 0);

test('integrates every moment of the standard normal below degree 42 exactly', () => {
  let doubleFactorial = 1;
  for (let power = 0; power < 42; power += 2) {
    if (power > 0) doubleFactorial *= power - 1;
    expect(integrate((z) => z ** power) / doubleFactorial).toBeCloseTo(1, 11);
    expect(Math.abs(integrate((z) => z ** (power + 1)) / doubleFactorial)).toBeLessThan(1e-12);
  }
});

test('has the published five-point nodes and weights', () => {
  // Abramowitz & Stegun (1964), table 25.10, n = 5, converted to the normal density.
  const { nodes, weights } = gaussHermite(5);
  [0, 0.958572464613819, 2.020182870456086].forEach((node, i) => {
    expect(nodes[2 + i]!).toBeCloseTo(node * Math.SQRT2, 12);
    expect(nodes[2 - i]! + nodes[2 + i]!).toBe(0);
  });
  [0.9453087204829, 0.3936193231522, 0.01995324205905].forEach((weight, i) => {
    expect(weights[2 + i]!).toBeCloseTo(weight / Math.sqrt(Math.PI), 12);
  });
});

test('is ascending and symmetric for all sizes up to 64', () => {
  for (let n = 1; n <= 64; n++) {
    const { nodes, weights } = gaussHermite(n);
    for (let q = 0; q < n; q++) {
      if (q > 0) expect(nodes[q]!).toBeGreaterThan(nodes[q - 1]!);
      expect(nodes[q]! + nodes[n - 1 - q]!).toBe(0);
      expect(weights[q]!).toBe(weights[n - 1 - q]!);
    }
    expect(integrate(() => 1, { nodes, weights })).toBeCloseTo(1, 12);
  }
});

test('averages a logistic curve over a normal to 1e-8', () => {
  let expected = 0;
  for (let i = 0; i <= 4000; i++) {
    const z = -10 + i * 0.005;
    expected += ((0.005 / (1 + Math.exp(-z - 0.7))) * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
  }
  expect(integrate((z) => 1 / (1 + Math.exp(-z - 0.7)))).toBeCloseTo(expected, 7);
});
