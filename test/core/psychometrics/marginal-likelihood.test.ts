import { expect, test } from 'vitest';
import type { ResponsePattern } from '@/core/psychometrics/expected-counts';
import { probability } from '@/core/psychometrics/item-response';
import { calibrate } from '@/core/psychometrics/marginal-likelihood';
import lsat from '../../vectors/psychometrics/lsat.json' with { type: 'json' };
import { normalDraw, parameters, seededDice } from './builders';

function patternsOf(frequencies: Readonly<Record<string, number>>): ResponsePattern[] {
  return Object.entries(frequencies).map(([pattern, count]) => ({
    scores: [...pattern].map((digit) => (digit === '1' ? 1 : 0)),
    count,
  }));
}
const fiveItems = [{}, {}, {}, {}, {}];

test('reproduces the 2PL calibration of LSAT6', () => {
  const { logLikelihood, items, converged } = calibrate(patternsOf(lsat.lsat6.patterns), fiveItems);
  expect(converged).toBe(true);
  expect(logLikelihood).toBeCloseTo(lsat.lsat6.twoParameter.logLikelihood, 3);
  items.forEach(({ discrimination, difficulty }, j) => {
    expect(discrimination).toBeCloseTo(lsat.lsat6.twoParameter.discrimination[j]!, 2);
    expect(difficulty / lsat.lsat6.twoParameter.difficulty[j]!).toBeCloseTo(1, 2);
  });
});

test('reproduces the 2PL calibration of LSAT7', () => {
  const { logLikelihood, items } = calibrate(patternsOf(lsat.lsat7.patterns), fiveItems);
  expect(logLikelihood).toBeCloseTo(lsat.lsat7.twoParameter.logLikelihood, 3);
  items.forEach(({ discrimination, difficulty }, j) => {
    expect(discrimination).toBeCloseTo(lsat.lsat7.twoParameter.discrimination[j]!, 2);
    expect(-discrimination * difficulty).toBeCloseTo(lsat.lsat7.twoParameter.intercept[j]!, 2);
  });
});

test('reproduces the Rasch calibration of LSAT6', () => {
  const { logLikelihood, items } = calibrate(patternsOf(lsat.lsat6.patterns), fiveItems, { equalDiscrimination: true });
  expect(logLikelihood).toBeCloseTo(lsat.lsat6.rasch.logLikelihood, 3);
  expect(new Set(items.map(({ discrimination }) => discrimination.toFixed(9))).size).toBe(1);
});

/** Simulated answers of people from N(mean, sd) to items with guessing; about a third of the cells are not presented. */
function simulated(people: number, mean: number, sd: number, seed: number) {
  const dice = seededDice(seed);
  const items = Array.from({ length: 24 }, () =>
    parameters({
      discrimination: Math.exp(0.25 * normalDraw(dice)),
      difficulty: normalDraw(dice),
      guessing: 0.2,
      upperAsymptote: 0.98,
    }),
  );
  const patterns = Array.from({ length: people }, (): ResponsePattern => {
    const theta = mean + sd * normalDraw(dice);
    return {
      count: 1,
      scores: items.map((item) => (dice.next() < 0.33 ? -1 : dice.next() < probability(item, theta) ? 1 : 0)),
    };
  });
  return { items, patterns };
}
const asymptotes = { guessing: 0.2, upperAsymptote: 0.98 };
const priors = { logDiscriminationPrior: { mean: 0, sd: 0.3 }, difficultyPrior: { mean: 0, sd: 2 } };

test('recovers items with fixed asymptotes from incomplete data, within the stated variances', () => {
  const { items, patterns } = simulated(1200, 0, 1, 3);
  const calibration = calibrate(
    patterns,
    items.map(() => asymptotes),
    { ...priors, tolerance: 1e-4 },
  );
  let squared = 0;
  let covered = 0;
  calibration.items.forEach(({ difficulty, difficultyVariance }, j) => {
    const error = difficulty - items[j]!.difficulty;
    squared += error * error;
    if (Math.abs(error) < 1.96 * Math.sqrt(difficultyVariance)) covered++;
  });
  expect(Math.sqrt(squared / 24)).toBeLessThan(0.25);
  expect(covered).toBeGreaterThanOrEqual(20);
});

test('anchors keep the scale and show how able the sample is', () => {
  const { items, patterns } = simulated(800, 0.7, 1.2, 9);
  const calibration = calibrate(
    patterns,
    items.map(({ discrimination, difficulty }, j) =>
      j < 20 ? { ...asymptotes, anchor: { discrimination, difficulty } } : asymptotes,
    ),
    { ...priors, tolerance: 1e-4 },
  );
  expect(calibration.population.mean).toBeCloseTo(0.7, 0);
  expect(Math.abs(calibration.population.mean - 0.7)).toBeLessThan(0.12);
  expect(Math.abs(calibration.population.sd - 1.2)).toBeLessThan(0.12);
  items.forEach(({ difficulty, discrimination }, j) => {
    const calibrated = calibration.items[j]!;
    if (j < 20)
      expect(calibrated).toEqual({
        difficulty,
        discrimination: expect.closeTo(discrimination, 12),
        difficultyVariance: 0,
      });
    else
      expect(Math.abs(calibrated.difficulty - difficulty)).toBeLessThan(3.5 * Math.sqrt(calibrated.difficultyVariance));
  });
});

test('an item nobody missed gets a finite difficulty when it has a prior', () => {
  const patterns: ResponsePattern[] = [
    { scores: [1, 1], count: 30 },
    { scores: [1, 0], count: 20 },
  ];
  const { items } = calibrate(patterns, [{}, {}], { ...priors, tolerance: 1e-4 });
  expect(items[0]!.difficulty).toBeLessThan(-1);
  expect(items[0]!.difficulty).toBeGreaterThan(-8);
});
