import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ItemParameters } from '@/core/items/item';
import {
  boundaries,
  drawScore,
  information,
  maximumScore,
  probability,
  scoreCurves,
  scoreProbability,
} from '@/core/psychometrics/item-response';
import vectors from '../../vectors/psychometrics/graded-response.json' with { type: 'json' };
import { anyGradedItem, parameters } from './builders';

const anyTheta = fc.double({ min: -5, max: 5, noNaN: true });
const STEP = 1e-4;

/** The item whose boundaries are these. */
function at(discrimination: number, places: readonly number[]): ItemParameters {
  return parameters({ discrimination, difficulty: 0.3, thresholds: places.map((place) => place - 0.3) });
}

test.each(vectors.probabilities)('score probabilities of a published item at theta $theta', ({ theta, scores }) => {
  const item = at(vectors.item.discrimination, vectors.item.boundaries);
  expect(maximumScore(item)).toBe(3);
  scores.forEach((p, score) => {
    expect(scoreProbability(item, score, theta)).toBeCloseTo(p, 7);
  });
});

test.each(vectors.expectedScoreSlope)('expected points rise by the published $slope', ({ item, slope }) => {
  const graded = at(item.discrimination, item.boundaries);
  const points = (theta: number) => maximumScore(graded) * probability(graded, theta);
  expect((points(STEP) - points(-STEP)) / (2 * STEP)).toBeCloseTo(slope, 5);
});

test('the scores of an item have probabilities that sum to one and to the boundary curves', () => {
  fc.assert(
    fc.property(anyGradedItem, anyTheta, (item, theta) => {
      const scores = scoreCurves(item, theta);
      expect(scores.reduce((sum, { p }) => sum + p, 0)).toBeCloseTo(1, 12);
      boundaries(item).forEach((place, j) => {
        const reached = scores.slice(j + 1).reduce((sum, { p }) => sum + p, 0);
        expect(reached).toBeCloseTo(1 / (1 + Math.exp(-item.discrimination * (theta - place))), 12);
      });
      const points = scores.reduce((sum, { p }, score) => sum + p * score, 0);
      expect(probability(item, theta)).toBeCloseTo(points / maximumScore(item), 12);
    }),
  );
});

test('slope and bend are the first and second derivative of each score probability, relative to it', () => {
  fc.assert(
    fc.property(anyGradedItem, fc.double({ min: -3, max: 3, noNaN: true }), (item, theta) => {
      scoreCurves(item, theta).forEach(({ p, slope, bend }, score) => {
        const [below, above] = [theta - STEP, theta + STEP].map((x) => scoreProbability(item, score, x));
        expect(p * slope).toBeCloseTo((above! - below!) / (2 * STEP), 6);
        expect(p * bend).toBeCloseTo((above! - 2 * p + below!) / (STEP * STEP), 5);
      });
    }),
  );
});

test('information is the expected square of the score function, and minus its expected slope', () => {
  fc.assert(
    fc.property(anyGradedItem, fc.double({ min: -3, max: 3, noNaN: true }), (item, theta) => {
      const value = information(item, theta);
      const curvature = scoreCurves(item, theta).reduce(
        (sum, { p, slope, bend }) => sum + p * (slope * slope - bend),
        0,
      );
      expect(value).toBeGreaterThan(0);
      expect(value).toBeCloseTo(curvature, 9);
    }),
  );
});

test('part scores tell more than right or wrong at any one of the boundaries', () => {
  fc.assert(
    fc.property(anyGradedItem, anyTheta, (item, theta) => {
      for (const place of boundaries(item)) {
        const dichotomous = parameters({ discrimination: item.discrimination, difficulty: place });
        expect(information(item, theta)).toBeGreaterThanOrEqual(information(dichotomous, theta) - 1e-12);
      }
    }),
  );
});

test('an item with a single boundary is the dichotomous item at that boundary', () => {
  fc.assert(
    fc.property(anyTheta, fc.double({ min: -2, max: 2, noNaN: true }), (theta, offset) => {
      const asymptotes = { discrimination: 1.3, guessing: 0.2, upperAsymptote: 0.97 };
      const single = parameters({ ...asymptotes, difficulty: 0.4, thresholds: [offset] });
      const plain = parameters({ ...asymptotes, difficulty: 0.4 + offset });
      expect(probability(single, theta)).toBe(probability(plain, theta));
      expect(information(single, theta)).toBe(information(plain, theta));
      expect(scoreCurves(single, theta)).toEqual(scoreCurves(plain, theta));
    }),
  );
});

test('two boundaries at nearly the same place are one that brings two points', () => {
  const twin = parameters({ discrimination: 1.4, thresholds: [0, 1e-9] });
  const plain = parameters({ discrimination: 1.4 });
  for (const theta of [-2, 0, 1]) {
    expect(probability(twin, theta)).toBeCloseTo(probability(plain, theta), 8);
    expect(information(twin, theta)).toBeCloseTo(information(plain, theta), 8);
    expect(scoreProbability(twin, 1, theta)).toBeLessThan(1e-8);
  }
});

test('probabilities far from the item keep their digits', () => {
  const item = parameters({ discrimination: 2, thresholds: [-0.5, 0.5] });
  // P(X = 1) = (1 - exp(-2)) exp(-2 (theta - .5)) (1 + ...) for large theta; a difference of curves would be 0.
  const theta = 25;
  const expected = Math.exp(-2 * (theta - 0.5)) * (1 - Math.exp(-2));
  expect(scoreProbability(item, 1, theta) / expected).toBeCloseTo(1, 9);
});

test('scores are drawn with their probabilities', () => {
  const item = parameters({ discrimination: 1.5, difficulty: 0.2, thresholds: [-1, 0, 0.8] });
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < 20_000; i++) counts[drawScore(item, 0.4, (i + 0.5) / 20_000)]! += 1;
  counts.forEach((count, score) => {
    expect(count / 20_000).toBeCloseTo(scoreProbability(item, score, 0.4), 3);
  });
  expect(drawScore(parameters(), 0, 0.49)).toBe(1);
  expect(drawScore(parameters(), 0, 0.51)).toBe(0);
});
