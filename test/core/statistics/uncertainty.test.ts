import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entropy, splitUncertainty } from '@/core/statistics/uncertainty';
import vectors from '~test/vectors/statistics/evaluation.json';

test('entropy and its split are those of the definitions', () => {
  expect(entropy(vectors.entropy.p)).toBeCloseTo(vectors.entropy.value, 6);
  const { total, aleatoric, epistemic } = splitUncertainty(vectors.split.predictions);
  expect(total.value).toBeCloseTo(vectors.split.total, 12);
  expect(aleatoric.value).toBeCloseTo(vectors.split.aleatoric, 12);
  expect(epistemic.value).toBeCloseTo(vectors.split.total - vectors.split.aleatoric, 12);
});

const distribution = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 })
  .filter((weights) => weights.some((w) => w > 0))
  .map((weights) => weights.map((w) => w / weights.reduce((a, b) => a + b, 0)));

test('uncertainty splits without remainder, is never negative, and repeats that agree have no epistemic part', () => {
  fc.assert(
    fc.property(fc.array(distribution, { minLength: 2, maxLength: 6 }), (predictions) => {
      const { total, aleatoric, epistemic } = splitUncertainty(predictions);
      expect(epistemic.value!).toBeGreaterThanOrEqual(0);
      expect(aleatoric.value! + epistemic.value!).toBeCloseTo(total.value!, 12);
      expect(total.value!).toBeLessThanOrEqual(Math.log(3) + 1e-12);
      expect(splitUncertainty([predictions[0]!, predictions[0]!]).epistemic.value).toBeCloseTo(0, 12);
    }),
  );
});

test('one prediction has no epistemic part, and what is no distribution is refused', () => {
  expect(splitUncertainty([[0.5, 0.5]]).epistemic.value).toBeNull();
  expect(() => splitUncertainty([[0.5, 0.6]])).toThrow(RangeError);
  expect(() => splitUncertainty([[0.5, 0.5], [1]])).toThrow(RangeError);
});
