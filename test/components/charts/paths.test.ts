import { expect, test } from 'vitest';
import { bandPath, linePath, runsOf } from '@/components/charts/paths';

test('a line is straight between its points', () => {
  expect(
    linePath([
      { x: 0, y: 10 },
      { x: 5, y: 3.00004 },
    ]),
  ).toBe('M0 10L5 3');
  expect(linePath([])).toBe('');
});

test('a band runs along its upper edge and back along its lower one', () => {
  const band = [
    { x: 0, low: 1, high: 3 },
    { x: 10, low: 2, high: 5 },
  ];
  expect(bandPath(band)).toBe('M0 3L10 5L10 2L0 1Z');
  expect(bandPath([])).toBe('');
});

test('a missing value cuts the line', () => {
  expect(runsOf([1, null, null, 2, 3], (value) => value)).toEqual([[1], [2, 3]]);
});
