import { expect, test } from 'vitest';
import { quartiles } from '@/components/charts/quartiles';

test('quartiles are those of R (type 7)', () => {
  // quantile(c(12, 47, 50, 61, 88, 93)): 25 % 47.75, 50 % 55.50, 75 % 81.25
  expect(quartiles([93, 12, 50, 47, 88, 61])).toEqual({ lower: 47.75, median: 55.5, upper: 81.25 });
  expect(quartiles([1, 2, 3, 4, 5])).toEqual({ lower: 2, median: 3, upper: 4 });
});

test('fewer than five values have no quartiles', () => {
  expect(quartiles([1, 2, 3, 4])).toBeNull();
});
