import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ItemParameters } from '@/core/items/item';
import {
  expectedAPosteriori,
  maximumAPosteriori,
  maximumLikelihood,
  weightedLikelihood,
} from '@/core/psychometrics/estimators';
import { information } from '@/core/psychometrics/item-response';
import { abilityGrid, bestItem, type SelectionCriterion } from '@/core/psychometrics/selection-criteria';
import vectors from '../../vectors/psychometrics/catr.json' with { type: 'json' };
import { parameters } from './builders';

const RANGE = { lower: -4, upper: 4 };
const STANDARD = { mean: 0, sd: 1 };
const NEXT = Object.entries(vectors.after63Wrong.next) as [SelectionCriterion, number][];

function item([discrimination, difficulty, guessing]: readonly number[]): ItemParameters {
  return parameters({ discrimination: discrimination!, difficulty: difficulty!, guessing: guessing! });
}

const numbers = Object.keys(vectors.items).map(Number);
const named = Object.values(vectors.items).map(item);

/** Number of the best item by a criterion, without some. */
function best(criterion: SelectionCriterion, bank: readonly ItemParameters[], names: readonly number[], out: number[]) {
  const wrong = { parameters: bank[names.indexOf(63)]!, score: 0 };
  const grid = out[0] === 63 ? abilityGrid([wrong], vectors.after63Wrong.weightedLikelihood) : abilityGrid([], 0);
  return names[bestItem(criterion, bank, grid, (index) => !out.includes(names[index]!))];
}

describe('results of catR among the items they name', () => {
  test('the most informative items at zero, one after another', () => {
    const grid = abilityGrid([], 0);
    const taken: number[] = [];
    for (const expected of vectors.mostInformativeAtZero) {
      taken.push(numbers[bestItem('MFI', named, grid, (index) => !taken.includes(numbers[index]!))]!);
      expect(taken.at(-1)).toBe(expected);
    }
  });

  test('the weighted likelihood estimate after a wrong answer', () => {
    const { theta } = weightedLikelihood([{ parameters: named[numbers.indexOf(63)]!, score: 0 }], RANGE);
    expect(theta).toBeCloseTo(vectors.after63Wrong.weightedLikelihood, 7);
  });

  test.each(NEXT)('the next item by %s', (criterion, expected) => {
    expect(best(criterion, named, numbers, [63])).toBe(expected);
  });
});

const withoutBank = process.env.CATR_TCALS ? '' : ' (skipped: CATR_TCALS names no copy of its table, which is GPL)';

describe.skipIf(withoutBank !== '')(`results of catR on its whole bank${withoutBank}`, () => {
  const lines = process.env.CATR_TCALS ? readFileSync(process.env.CATR_TCALS, 'utf8').trim().split('\n').slice(1) : [];
  const bank = lines.map((line) => item(line.split('\t').map(Number)));
  const names = bank.map((_, index) => index + 1);
  const { responses, allRight, allWrong, ...expected } = vectors.wholeBank;
  const answered = bank.map((each, i) => ({ parameters: each, score: responses[i % responses.length]! }));

  test.each(expected.information)('information of the bank at $theta', ({ theta, sum }) => {
    expect(bank.reduce((total, each) => total + information(each, theta), 0)).toBeCloseTo(sum, 5);
  });

  test.each(NEXT)('the next item by %s', (criterion, next) => {
    expect(best(criterion, bank, names, [63])).toBe(next);
  });

  test('the four estimators', () => {
    const near = ({ theta, sd }: { theta: number; sd: number }, to: { theta: number; sd: number }) => {
      expect(theta).toBeCloseTo(to.theta, 4);
      expect(sd).toBeCloseTo(to.sd, 6);
    };
    near(maximumLikelihood(answered, RANGE), expected.maximumLikelihood);
    near(maximumAPosteriori(answered, STANDARD, RANGE), expected.maximumAPosteriori);
    near(weightedLikelihood(answered, RANGE), expected.weightedLikelihood);
    near(expectedAPosteriori(answered, STANDARD, { ...RANGE, points: 33 }), expected.expectedAPosteriori);
  });

  test.each([
    [1, allRight],
    [0, allWrong],
  ] as const)('estimates when every answer is %d', (score, estimates) => {
    const all = bank.map((each) => ({ parameters: each, score }));
    expect(maximumAPosteriori(all, STANDARD, RANGE).theta).toBeCloseTo(estimates.maximumAPosteriori, 3);
    expect(weightedLikelihood(all, RANGE).theta).toBeCloseTo(estimates.weightedLikelihood, 3);
    const { theta } = expectedAPosteriori(all, STANDARD, { ...RANGE, points: 33 });
    expect(theta).toBeCloseTo(estimates.expectedAPosteriori, 5);
  });
});
