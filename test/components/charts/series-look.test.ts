import { expect, test } from 'vitest';
import { seriesLook } from '@/components/charts/series-look';

test('the first five series differ in colour, marker, ground and line', () => {
  const looks = [0, 1, 2, 3, 4].map(seriesLook);
  for (const part of ['tone', 'marker', 'ground', 'dash'] as const) {
    expect(new Set(looks.map((look) => look[part])).size).toBe(5);
  }
});

test('no two of the first 25 series look the same', () => {
  const looks = Array.from({ length: 25 }, (_, index) => seriesLook(index));
  expect(new Set(looks.map(({ tone, marker }) => `${tone} ${marker}`)).size).toBe(25);
});
