import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  attenuatedDiscrimination,
  information,
  LOGISTIC_NORMAL_ATTENUATION,
  probability,
  raschItemsForStandardError,
} from '@/core/psychometrics/item-response';
import vectors from '../../vectors/psychometrics/item-functions.json' with { type: 'json' };
import { parameters } from './builders';

const anyParameters = fc.record({
  discrimination: fc.double({ min: 0.2, max: 3, noNaN: true }),
  difficulty: fc.double({ min: -4, max: 4, noNaN: true }),
  guessing: fc.double({ min: 0, max: 0.5, noNaN: true }),
  upperAsymptote: fc.double({ min: 0.8, max: 1, noNaN: true }),
  difficultyVariance: fc.double({ min: 0, max: 1, noNaN: true }),
});
const anyTheta = fc.double({ min: -6, max: 6, noNaN: true });

test.each(vectors.fourParameterInformation.values)(
  '4PL information at theta $theta',
  ({ theta, information: expected }) => {
    expect(information(parameters(vectors.fourParameterInformation.item), theta)).toBeCloseTo(expected, 6);
  },
);

test.each(vectors.probabilities.values)('probability of %j', ({ theta, item, expected }) => {
  expect(probability(parameters(item), theta)).toBeCloseTo(expected, 2);
});

test.each(vectors.threeParameterInformation.values)('3PL information of %j', ({ theta, item, expected }) => {
  expect(information(parameters(item), theta)).toBeCloseTo(expected, 2);
});

test('reproduces the Rasch test lengths of Linacre (2006)', () => {
  for (const { standardError, items } of vectors.raschTestLength.values) {
    expect(raschItemsForStandardError(standardError)).toBe(items);
  }
  // Targeting a success rate of .7 costs about 20 % more items, .8 about 60 % more.
  expect(raschItemsForStandardError(0.1, 0.7) / 400).toBeCloseTo(1.19, 2);
  expect(raschItemsForStandardError(0.1, 0.8) / 400).toBeCloseTo(1.56, 2);
});

test('the attenuation constant is .346', () => {
  expect(LOGISTIC_NORMAL_ATTENUATION).toBeCloseTo(0.346, 3);
});

test('an uncertain difficulty flattens the item, a certain one leaves it alone', () => {
  expect(attenuatedDiscrimination(parameters({ discrimination: 1.5 }))).toBe(1.5);
  expect(attenuatedDiscrimination(parameters({ discrimination: 1, difficultyVariance: 1 }))).toBeCloseTo(
    1 / Math.sqrt(1.346),
    3,
  );
});

test('attenuation matches the probability averaged over the uncertain difficulty', () => {
  const item = parameters({ discrimination: 1.2, difficulty: 0.4, difficultyVariance: 0.5 });
  for (const theta of [-2, -1, 0, 1, 2]) {
    let average = 0;
    const step = 0.01;
    for (let z = -8; z <= 8; z += step) {
      const shifted = { ...item, difficulty: 0.4 + Math.sqrt(0.5) * z };
      average += (probability(shifted, theta) * Math.exp((-z * z) / 2) * step) / Math.sqrt(2 * Math.PI);
    }
    expect(probability({ ...item, discrimination: attenuatedDiscrimination(item) }, theta)).toBeCloseTo(average, 2);
  }
});

test('probability stays between the asymptotes and rises with ability', () => {
  fc.assert(
    fc.property(anyParameters, anyTheta, (item, theta) => {
      const p = probability(item, theta);
      expect(p).toBeGreaterThanOrEqual(item.guessing);
      expect(p).toBeLessThanOrEqual(item.upperAsymptote);
      expect(probability(item, theta + 0.1)).toBeGreaterThan(p);
    }),
  );
});

test("information is positive and equals P'^2 / (P Q)", () => {
  fc.assert(
    fc.property(anyParameters, anyTheta, (item, theta) => {
      const value = information(item, theta);
      const slope = (probability(item, theta + 1e-5) - probability(item, theta - 1e-5)) / 2e-5;
      const p = probability(item, theta);
      expect(value).toBeGreaterThan(0);
      expect(value).toBeCloseTo((slope * slope) / (p * (1 - p)), 5);
    }),
  );
});
