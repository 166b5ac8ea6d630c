import { expect, test } from 'vitest';
import { gainOf, rarityOf } from '@/core/evaluation/bm25';

test('a term in one of four passages weighs ln(1 + 3.5 / 1.5)', () => {
  expect(rarityOf(4, 1)).toBeCloseTo(1.2039728, 6);
});

test('a term in every passage still weighs something', () => {
  expect(rarityOf(4, 4)).toBeCloseTo(Math.log(1 + 0.5 / 4.5), 12);
});

test('twice in a passage of mean length gains 4.4 / 3.2', () => {
  expect(gainOf(2, 10, 10)).toBeCloseTo(1.375, 12);
});

test('once in a passage of twice the mean length gains 2.2 / 3.1', () => {
  expect(gainOf(1, 20, 10)).toBeCloseTo(2.2 / (1 + 1.2 * (0.25 + 1.5)), 12);
});
