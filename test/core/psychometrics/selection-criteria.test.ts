import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  abilityGrid,
  bestItem,
  criterionValue,
  type SelectionCriterion,
} from '@/core/psychometrics/selection-criteria';
import { parameters } from './builders';

const CRITERIA: readonly SelectionCriterion[] = ['MFI', 'MLWI', 'MPWI', 'KL', 'KLP', 'MEPV'];

test.each(CRITERIA)('%s prefers the sharper of two items at the same place', (criterion) => {
  const answered = [
    { parameters: parameters({ difficulty: 0.5 }), score: 0 as const },
    { parameters: parameters({ difficulty: -0.5 }), score: 1 as const },
  ];
  const items = [0.6, 1.6, 1].map((discrimination) => parameters({ discrimination, guessing: 0.1 }));
  expect(bestItem(criterion, items, abilityGrid(answered, 0))).toBe(1);
});

test('information at the estimate picks the 2PL item nearest to it', () => {
  const items = [-2, -0.9, 0.8, 2].map((difficulty) => parameters({ difficulty }));
  expect(bestItem('MFI', items, abilityGrid([], -1))).toBe(1);
  expect(bestItem('MFI', items, abilityGrid([], -1), (index) => index !== 1)).toBe(0);
});

test('with nothing admitted there is no best item', () => {
  expect(bestItem('MFI', [parameters()], abilityGrid([], 0), () => false)).toBe(-1);
});

test('posterior-weighted information is the average of the information over the prior before any answer', () => {
  const grid = abilityGrid([], 0, { mean: 0, sd: 1 }, { lower: -8, upper: 8, points: 321 });
  const total = grid.posterior.reduce((sum, weight) => sum + weight, 0);
  // E[P Q] for a = 1, b = 0 and theta ~ N(0, 1).
  expect(criterionValue('MPWI', parameters(), grid) / total).toBeCloseTo(0.20662, 4);
});

test('Kullback-Leibler value is never negative, expected variance never above the current one', () => {
  const anyItem = fc.record({
    discrimination: fc.double({ min: 0.2, max: 2.5, noNaN: true }),
    difficulty: fc.double({ min: -3, max: 3, noNaN: true }),
    guessing: fc.constantFrom(0, 0.25),
  });
  const grid = abilityGrid([{ parameters: parameters(), score: 1 }], 0.4);
  const flat = -criterionValue('MEPV', parameters({ discrimination: 1e-9 }), grid);
  fc.assert(
    fc.property(anyItem, (item) => {
      expect(criterionValue('KL', parameters(item), grid)).toBeGreaterThanOrEqual(0);
      expect(-criterionValue('MEPV', parameters(item), grid)).toBeLessThanOrEqual(flat + 1e-12);
    }),
  );
});
