import { expect, test } from 'vitest';
import { expectedCounts, type ResponsePattern } from '@/core/psychometrics/expected-counts';
import { boundaries, drawScore, probability } from '@/core/psychometrics/item-response';
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

test('an item of one point as a graded item is calibrated as the right-or-wrong item it is', () => {
  const patterns = patternsOf(lsat.lsat7.patterns);
  const plain = calibrate(patterns, fiveItems);
  const graded = calibrate(patterns, [{ points: 1 }, {}, { points: 1 }, {}, {}]);
  expect(graded.converged).toBe(true);
  expect(graded.logLikelihood).toBeCloseTo(plain.logLikelihood, 6);
  graded.items.forEach(({ discrimination, difficulty, difficultyVariance }, j) => {
    expect(discrimination).toBeCloseTo(plain.items[j]!.discrimination, 4);
    expect(difficulty).toBeCloseTo(plain.items[j]!.difficulty, 4);
    expect(difficultyVariance / plain.items[j]!.difficultyVariance).toBeCloseTo(1, 3);
  });
});

/** Six graded items of one to four points answered by people from N(0, 1), a quarter of the cells not presented. */
function gradedSample(people: number, seed: number) {
  const dice = seededDice(seed);
  const items = [1, 2, 3, 4, 2, 3].map((points, j) =>
    parameters({
      discrimination: 0.8 + 0.2 * j,
      difficulty: 0.3 * (j - 2.5),
      thresholds: Array.from({ length: points }, (_, k) => 0.7 * (k - (points - 1) / 2)),
    }),
  );
  const patterns = Array.from({ length: people }, (): ResponsePattern => {
    const theta = normalDraw(dice);
    return { count: 1, scores: items.map((item) => (dice.next() < 0.25 ? -1 : drawScore(item, theta, dice.next()))) };
  });
  return { items, patterns };
}

test('recovers graded items from incomplete data, within the stated variances', () => {
  let outside = 0;
  for (const seed of [4, 5, 6]) {
    const { items, patterns } = gradedSample(2_000, seed);
    const free = items.map((item) => ({ points: boundaries(item).length }));
    const fit = calibrate(patterns, free, { tolerance: 1e-4 });
    expect(fit.converged).toBe(true);
    fit.items.forEach((found, j) => {
      const truth = boundaries(items[j]!);
      expect(Math.abs(Math.log(found.discrimination / items[j]!.discrimination))).toBeLessThan(0.25);
      for (const [k, at] of found.boundaries!.entries()) expect(Math.abs(at - truth[k]!)).toBeLessThan(0.3);
      const error = found.difficulty - truth.reduce((sum, at) => sum + at, 0) / truth.length;
      if (Math.abs(error) > 1.96 * Math.sqrt(found.difficultyVariance)) outside++;
    });
  }
  expect(outside).toBeLessThanOrEqual(3);
});

test('what it finds is a maximum of the likelihood: moving any parameter of a graded item lowers it', () => {
  const { items, patterns } = gradedSample(600, 8);
  const kinds = items.map((item) => ({ points: boundaries(item).length }));
  const population = { mean: 0, sd: 1 };
  const fit = calibrate(patterns, kinds, { tolerance: 1e-7 });
  const at = (j: number, change: (found: { a: number; places: number[] }) => void) => {
    const belief = {
      logA: Float64Array.from(fit.items, ({ discrimination }) => Math.log(discrimination)),
      b: new Float64Array(items.length),
      boundaries: fit.items.map((found) => Float64Array.from(found.boundaries!)),
    };
    const moved = { a: belief.logA[j]!, places: [...belief.boundaries[j]!] };
    change(moved);
    belief.logA[j] = moved.a;
    belief.boundaries[j]!.set(moved.places);
    return expectedCounts(patterns, kinds, belief, population).logLikelihood;
  };
  for (const j of [1, 3]) {
    for (const by of [-0.02, 0.02]) {
      expect(at(j, (found) => (found.a += by))).toBeLessThan(fit.logLikelihood);
      for (let k = 0; k < kinds[j]!.points; k++) {
        expect(at(j, (found) => (found.places[k]! += by))).toBeLessThan(fit.logLikelihood);
      }
    }
  }
});

test('graded anchors hold the scale', () => {
  const { items, patterns } = gradedSample(1_500, 11);
  const fit = calibrate(
    patterns,
    items.map((item, j) => {
      const { discrimination, difficulty } = item;
      const points = boundaries(item).length;
      return j < 4 ? { points, anchor: { discrimination, difficulty, boundaries: boundaries(item) } } : { points };
    }),
    { tolerance: 1e-4 },
  );
  expect(Math.abs(fit.population.mean)).toBeLessThan(0.1);
  expect(Math.abs(fit.population.sd - 1)).toBeLessThan(0.1);
  expect(fit.items[2]).toMatchObject({ boundaries: boundaries(items[2]!), difficultyVariance: 0 });
});
