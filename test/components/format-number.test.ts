import { expect, test } from 'vitest';
import { formatCount, formatNumber, formatPercent } from '@/components/format-number';

test('negative numbers carry a minus sign, not a hyphen', () => {
  expect(formatNumber(-0.3)).toBe('\u22120.30');
});

test('what rounds to zero has no sign', () => {
  expect(formatNumber(-0.001)).toBe('0.00');
});

test('shares become percentages, counts get separators', () => {
  expect(formatPercent(0.125, 1)).toBe('12.5\u00a0%');
  expect(formatCount(50_000)).toBe('50,000');
});

test('a half that arithmetic left a hair below is rounded away from zero', () => {
  expect(formatNumber(0.3 / 0.8)).toBe('0.38');
  expect(formatNumber(-1.005)).toBe('\u22121.01');
});
