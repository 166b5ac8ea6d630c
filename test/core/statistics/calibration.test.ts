import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '@/core/items/random';
import {
  calibrate,
  crossFittedProbabilities,
  fitCalibrator,
  fitIsotonic,
  fitPlatt,
  isotonicRegression,
} from '@/core/statistics/calibration';
import {
  auroc,
  aurocWithInterval,
  balancedAccuracy,
  balancedAccuracyWithInterval,
  bestThreshold,
} from '@/core/statistics/discrimination';
import type { LabelledProbability } from '@/core/statistics/labelled-probability';
import { brierScore, expectedCalibrationError, logLoss, reliabilityBins } from '@/core/statistics/proper-scores';
import vectors from '~test/vectors/statistics/calibration.json';

const cases: LabelledProbability[] = vectors.probabilities.map((probability, i) => ({
  probability,
  isTrue: vectors.outcomes[i]!,
}));

test('area, Brier score, log loss and calibration error are those of the reference', () => {
  expect(auroc(cases).value).toBeCloseTo(vectors.auroc, 12);
  expect(brierScore(cases).value).toBeCloseTo(vectors.brier, 12);
  expect(logLoss(cases).value).toBeCloseTo(vectors.logLoss, 12);
  expect(expectedCalibrationError(cases, vectors.eceBins).value).toBeCloseTo(vectors.ece, 12);
});

test('the best threshold reaches the best balanced accuracy there is', () => {
  expect(balancedAccuracy(cases, bestThreshold(cases)!).value).toBeCloseTo(vectors.bestBalancedAccuracy, 12);
});

test('a dear false alarm moves the threshold up', () => {
  expect(bestThreshold(cases, { falseYes: 5, falseNo: 1 })!).toBeGreaterThanOrEqual(bestThreshold(cases)!);
});

test('Platt’s curve is the one a general optimiser finds', () => {
  const fit = fitPlatt(cases)!;
  expect(fit.slope).toBeCloseTo(vectors.platt.slope, 5);
  expect(fit.intercept).toBeCloseTo(vectors.platt.intercept, 5);
});

test.each(vectors.isotonic)('isotonic regression of $values ($origin)', ({ values, weights, expected }) => {
  const fitted = isotonicRegression(values, weights);
  expect(fitted).toHaveLength(expected.length);
  fitted.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 10);
  });
});

test('isotonic regression is monotone, keeps the mean and leaves monotone values alone', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 30 }), (values) => {
      const fitted = isotonicRegression(values);
      fitted.forEach((value, i) => {
        if (i > 0) expect(value).toBeGreaterThanOrEqual(fitted[i - 1]!);
      });
      expect(fitted.reduce((a, b) => a + b, 0)).toBeCloseTo(
        values.reduce((a, b) => a + b, 0),
        8,
      );
      const sorted = values.toSorted((a, b) => a - b);
      isotonicRegression(sorted).forEach((value, i) => {
        expect(value).toBeCloseTo(sorted[i]!, 10);
      });
    }),
  );
});

const labelled = fc.array(
  fc.record({ probability: fc.integer({ min: 0, max: 64 }).map((k) => k / 64), isTrue: fc.boolean() }),
  { minLength: 4, maxLength: 40 },
);

test('the area does not change under a monotone change of scores, and turns over with the labels', () => {
  fc.assert(
    fc.property(labelled, (drawn) => {
      const area = auroc(drawn).value;
      if (area === null) return;
      expect(auroc(drawn.map((c) => ({ ...c, probability: 1 + c.probability / 2 }))).value).toBeCloseTo(area, 10);
      expect(auroc(drawn.map((c) => ({ ...c, isTrue: !c.isTrue }))).value).toBeCloseTo(1 - area, 10);
    }),
  );
});

test('calibration keeps the order of scores and stays within 0 and 1', () => {
  fc.assert(
    fc.property(
      labelled,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (drawn, a, b) => {
        const isotonic = fitIsotonic(drawn);
        const platt = fitPlatt(drawn);
        if (!isotonic || !platt) return;
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(calibrate(isotonic, low)).toBeLessThanOrEqual(calibrate(isotonic, high));
        for (const p of [calibrate(platt, a), calibrate(isotonic, a)]) {
          expect(p).toBeGreaterThanOrEqual(0);
          expect(p).toBeLessThanOrEqual(1);
        }
      },
    ),
  );
});

test('steps are fitted to many labels whose shape no curve has, and the curve to the rest', () => {
  // True in half of the cases up to .8, always above.
  const cliff = Array.from({ length: 1_000 }, (_, i) => ({
    probability: (i + 0.5) / 1_000,
    isTrue: i % 2 === 0 || i >= 800,
  }));
  expect(fitCalibrator(cliff)!.kind).toBe('isotonic');
  expect(fitCalibrator(cliff.filter((_, i) => i % 7 === 0))!.kind).toBe('platt');
  const random = seededRandom('a curve');
  const smooth = Array.from({ length: 1_000 }, (_, i) => ({
    probability: (i + 0.5) / 1_000,
    isTrue: random.next() < (i + 0.5) / 1_000,
  }));
  expect(fitCalibrator(smooth)!.kind).toBe('platt');
  expect(fitCalibrator(cliff.map((c) => ({ ...c, isTrue: true })))).toBeNull();
});

test('isotonic calibration of its own cases has no calibration error left', () => {
  const fit = fitIsotonic(cases)!;
  const after = cases.map((c) => ({ ...c, probability: calibrate(fit, c.probability) }));
  const groups = Map.groupBy(after, (c) => c.probability);
  for (const [probability, members] of groups) {
    expect(members.filter((c) => c.isTrue).length / members.length).toBeCloseTo(probability, 10);
  }
});

test('cross-fitted probabilities never come from a fit that saw the case’s own source', () => {
  const leaky = cases.map((c, i) => ({ ...c, source: `s${i % 10}` }));
  const honest = crossFittedProbabilities(leaky)!;
  const changed = leaky.map((c) => (c.source === 's3' ? { ...c, isTrue: !c.isTrue } : c));
  const again = crossFittedProbabilities(changed)!;
  leaky.forEach((c, i) => {
    if (c.source === 's3') expect(again[i]!.probability).toBe(honest[i]!.probability);
  });
});

test('bins of equal mass differ by one case at most and hold all', () => {
  const sizes = reliabilityBins(cases, 7).map((bin) => bin.n);
  expect(sizes.reduce((a, b) => a + b, 0)).toBe(cases.length);
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
});

test('too few labels for the bins, or one outcome only, is not measured', () => {
  expect(expectedCalibrationError(cases.slice(0, 10), 15)).toMatchObject({ value: null, n: 10 });
  expect(auroc(cases.filter((c) => c.isTrue)).value).toBeNull();
  expect(bestThreshold(cases.filter((c) => c.isTrue))).toBeNull();
  expect(brierScore([]).value).toBeNull();
});

test('area and balanced accuracy come with intervals that hold them', () => {
  for (const result of [
    aurocWithInterval(cases, { seed: 'a', resamples: 300 }),
    balancedAccuracyWithInterval(cases, 0.5, { seed: 'a', resamples: 300 }),
  ]) {
    if (result.value === null || !result.interval) throw new Error('no interval');
    expect(result.interval.low).toBeLessThan(result.value);
    expect(result.interval.high).toBeGreaterThan(result.value);
  }
});
