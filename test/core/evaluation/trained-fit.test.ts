import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TRAINED_FEATURES, type TrainedFeatures } from '@/core/evaluation/trained-features';
import { fitCurve, fitWeights } from '@/core/evaluation/trained-fit';
import vectors from '~test/vectors/verifier-fit.json' with { type: 'json' };

const featuresFrom = (values: readonly number[]): TrainedFeatures =>
  Object.fromEntries(TRAINED_FEATURES.map((name, j) => [name, values[j]!])) as TrainedFeatures;

test('the weights are those of a general optimiser on the same loss', () => {
  expect(vectors.weights.features).toEqual(TRAINED_FEATURES);
  const texts = vectors.weights.texts.map(({ x, ...text }) => ({ ...text, claims: [featuresFrom(x)] }));
  const { weights, intercept } = fitWeights(texts, vectors.weights.strength);
  TRAINED_FEATURES.forEach((name, j) => {
    expect(weights[name], name).toBeCloseTo(vectors.weights.expected.weights[j]!, 2);
  });
  expect(intercept).toBeCloseTo(vectors.weights.expected.intercept, 2);
});

test('the curve is that of a logistic regression on the same weighted cases', () => {
  const { slope, shift } = fitCurve(vectors.curve.cases);
  expect(slope).toBeCloseTo(vectors.curve.expected.slope, 3);
  expect(shift).toBeCloseTo(vectors.curve.expected.shift, 3);
});

test('the curve never falls, even when the labels say the opposite of the doubt', () => {
  const cases = [-2, -1, 0, 1, 2].map((doubt) => ({ doubt, isSupported: doubt > 0, weight: 1 }));
  expect(fitCurve(cases).slope).toBe(0);
});

test('no weight is ever below zero, and the same texts give the same weights', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const claim = fc.array(share, { minLength: 15, maxLength: 15 }).map(featuresFrom);
  const text = fc.record({
    claims: fc.array(claim, { minLength: 1, maxLength: 3 }),
    isSupported: fc.boolean(),
    weight: fc.constant(0.1),
  });
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 12 }), (texts) => {
      const model = fitWeights(texts, 0.1);
      expect(Math.min(...Object.values(model.weights))).toBeGreaterThanOrEqual(0);
      expect(fitWeights(texts, 0.1)).toEqual(model);
    }),
    { numRuns: 20 },
  );
});
