import { expect, test } from 'vitest';
import { bm25Index } from '@/core/skills/bm25';

const DOCUMENTS = [
  ['sql', 'join', 'index'],
  ['sql', 'sql', 'table'],
  ['git', 'merge', 'branch', 'history', 'rebase'],
];

test('gives the score of the formula worked out by hand', () => {
  // N = 3, n(git) = 1: idf = ln(1 + 2.5 / 1.5) = 0.980829; dl / avgdl = 5 / (11 / 3) = 1.363636
  // 0.980829 * 2.2 / (1 + 1.2 (0.25 + 0.75 * 1.363636)) = 0.980829 * 2.2 / 2.527273 = 0.853816
  expect(bm25Index(DOCUMENTS).termScore(2, 'git')).toBeCloseTo(0.853816, 5);
});

test('a rarer term weighs more, a repeated one more than once and less than twice', () => {
  const index = bm25Index(DOCUMENTS);
  expect(index.termScore(0, 'join')).toBeGreaterThan(index.termScore(0, 'sql'));
  expect(index.termScore(1, 'sql')).toBeGreaterThan(index.termScore(0, 'sql'));
  expect(index.termScore(1, 'sql')).toBeLessThan(2 * index.termScore(0, 'sql'));
});

test('a term the document lacks scores nothing', () => {
  expect(bm25Index(DOCUMENTS).termScore(0, 'git')).toBe(0);
});
