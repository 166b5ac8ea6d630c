import { expect, test } from 'vitest';
import vectors from '~test/vectors/verifier-fit.json' with { type: 'json' };
import { auroc, balancedAccuracy, calibrationError } from '../../../scripts/verifier/measures';

test('area and balanced accuracy are those of scikit-learn, ties included', () => {
  const { cases, expected } = vectors.ranking;
  expect(auroc(cases)).toBeCloseTo(expected.auroc, 6);
  expect(balancedAccuracy(cases, 0.5)).toBeCloseTo(expected.balancedAccuracyAtHalf, 6);
});

test('probabilities that come true as often as they say have no calibration error', () => {
  const cases = [0.25, 0.75].flatMap((probability) =>
    Array.from({ length: 40 }, (_, i) => ({ probability, isSupported: i % 4 < 4 * probability, weight: 1 })),
  );
  expect(calibrationError(cases, 2)).toBeCloseTo(0, 10);
  expect(
    calibrationError(
      cases.map((c) => ({ ...c, probability: 0.5 })),
      1,
    ),
  ).toBeCloseTo(0, 10);
  expect(
    calibrationError(
      cases.map((c) => ({ ...c, isSupported: true })),
      2,
    ),
  ).toBeCloseTo(0.5, 10);
});
