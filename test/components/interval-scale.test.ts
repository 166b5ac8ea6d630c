import { expect, test } from 'vitest';
import { placeBand, placePoint } from '@/components/interval-scale';

test('a point lies in proportion between the ends of the scale', () => {
  expect(placePoint(0, -3, 3)).toBe(50);
  expect(placePoint(0.25, 0, 1)).toBe(25);
});

test('a point beyond the scale stands at its end', () => {
  expect(placePoint(9, -3, 3)).toBe(100);
  expect(placePoint(-9, -3, 3)).toBe(0);
});

test('a band that goes on beyond the scale tells so', () => {
  expect(placeBand(-4, 0, -3, 3)).toEqual({ left: 0, width: 50, cutLow: true, cutHigh: false });
  expect(placeBand(0.25, 0.75, 0, 1)).toEqual({ left: 25, width: 50, cutLow: false, cutHigh: false });
});

test('a scale without length places nothing outside of it', () => {
  expect(placePoint(5, 5, 5)).toBe(0);
});
