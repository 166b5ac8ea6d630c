import { expect, test } from 'vitest';
import { GROUPS, rangeOf } from '@/app/(auditor)/runs/statistics/_components/statistics-view';
import { datasetStatistics } from '@/core/evaluation/dataset-statistics';

test('a range that is not offered is the usual one', () => {
  expect(rangeOf('90')).toBe(90);
  expect(rangeOf('1000000')).toBe(30);
  expect(rangeOf(['7', '90'])).toBe(30);
  expect(rangeOf(undefined)).toBe(30);
});

test('every statistic over many runs stands in exactly one chart', () => {
  for (const figure of datasetStatistics([], { seed: 's' })) {
    expect(
      GROUPS.filter(({ isOf }) => isOf(figure)),
      figure.id,
    ).toHaveLength(1);
  }
});
