import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type IntraclassCorrelations, intraclassCorrelations } from '@/core/statistics/intraclass-correlation';
import { cohenKappa, confusionMatrix, fleissKappa, type KappaWeights, kappaBand } from '@/core/statistics/kappa';
import { krippendorffInterval } from '@/core/statistics/krippendorff';
import vectors from '~test/vectors/statistics/agreement.json';

test.each(vectors.fleiss)('Fleiss kappa is $kappa ($origin)', ({ counts, observed, expected, kappa, tolerance }) => {
  const result = fleissKappa(counts);
  expect(Math.abs(result.observed! - observed)).toBeLessThan(tolerance);
  expect(Math.abs(result.expected! - expected)).toBeLessThan(tolerance);
  expect(Math.abs(result.kappa.value! - kappa)).toBeLessThan(tolerance);
});

test.each([
  ['a single subject', [[2, 1]], 'one subject carries no kappa'],
  [
    'one rater',
    [
      [1, 0],
      [0, 1],
    ],
    'fewer than two raters',
  ],
  [
    'unequal raters',
    [
      [2, 1],
      [2, 0],
    ],
    'the subjects were not rated by equally many',
  ],
  [
    'one category',
    [
      [3, 0],
      [3, 0],
    ],
    'all ratings are alike, so chance agreement is certain',
  ],
])('%s has no Fleiss kappa', (_name, counts, reason) => {
  expect(fleissKappa(counts).kappa).toEqual({ value: null, n: counts.length, reason });
});

test.each(vectors.cohen)(
  'Cohen kappa, weights $weights, is $kappa ($origin)',
  ({ matrix, weights, kappa, tolerance }) => {
    expect(Math.abs(cohenKappa(matrix, weights as KappaWeights).kappa.value! - kappa)).toBeLessThan(tolerance);
  },
);

const matrix = fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 }), {
  minLength: 3,
  maxLength: 3,
});

test('Cohen kappa does not care who is the first rater, and is 1 for raters that agree', () => {
  fc.assert(
    fc.property(matrix, fc.constantFrom<KappaWeights>('none', 'linear', 'quadratic'), (counts, weights) => {
      const turned = counts.map((_, k) => counts.map((row) => row[k]!));
      const [there, back] = [cohenKappa(counts, weights).kappa.value, cohenKappa(turned, weights).kappa.value];
      if (there === null) expect(back).toBeNull();
      else expect(back).toBeCloseTo(there, 12);
    }),
  );
  expect(
    cohenKappa([
      [4, 0],
      [0, 6],
    ]).kappa.value,
  ).toBe(1);
});

test('Fleiss kappa is at most 1 and does not depend on the order of subjects or categories', () => {
  const counts = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })), {
    minLength: 2,
    maxLength: 8,
  });
  fc.assert(
    fc.property(counts, (pairs) => {
      const rows = pairs.map(([a, b]) => [
        Math.min(a, 5),
        Math.min(b, 5 - Math.min(a, 5)),
        5 - Math.min(a, 5) - Math.min(b, 5 - Math.min(a, 5)),
      ]);
      const kappa = fleissKappa(rows).kappa.value;
      const turned = fleissKappa(rows.toReversed().map((row) => row.toReversed())).kappa.value;
      if (kappa === null) expect(turned).toBeNull();
      else {
        expect(turned).toBeCloseTo(kappa, 12);
        expect(kappa).toBeLessThanOrEqual(1 + 1e-12);
      }
    }),
  );
});

test('a confusion matrix leaves gaps out and refuses unknown categories', () => {
  expect(
    confusionMatrix(
      [
        ['a', 'a'],
        ['a', 'b'],
        ['b', null],
      ],
      ['a', 'b'],
    ),
  ).toEqual([
    [1, 1],
    [0, 0],
  ]);
  expect(() => confusionMatrix([['x', 'a']], ['a', 'b'])).toThrow(RangeError);
});

test('bands follow Landis and Koch', () => {
  expect([-0.1, 0.1, 0.2099, 0.4545, 0.7, 0.9].map(kappaBand)).toEqual([
    'poor',
    'slight',
    'fair',
    'moderate',
    'substantial',
    'almost perfect',
  ]);
});

const { ratings, expected, tolerance } = vectors.intraclass;

test.each(Object.entries(expected))('intraclass correlation %s is %f in Shrout and Fleiss', (name, value) => {
  const result = intraclassCorrelations(ratings)[name as keyof IntraclassCorrelations];
  expect(Math.abs(result.value! - value)).toBeLessThan(tolerance);
  expect(result.n).toBe(6);
});

test('ratings without variance have no intraclass correlation, and gaps drop their target', () => {
  expect(
    intraclassCorrelations([
      [3, 3],
      [3, 3],
    ]).oneSingle,
  ).toMatchObject({ value: null, reason: 'the ratings do not vary' });
  expect(intraclassCorrelations([...ratings, [1, null, 2, 3]])).toEqual(intraclassCorrelations(ratings));
});

test('a constant added by one rater lowers absolute agreement but not consistency', () => {
  const shifted = ratings.map((row) => row.map((value, j) => (j === 0 ? value + 5 : value)));
  expect(intraclassCorrelations(shifted).threeSingle.value).toBeCloseTo(
    intraclassCorrelations(ratings).threeSingle.value!,
    10,
  );
  expect(intraclassCorrelations(shifted).twoSingle.value!).toBeLessThan(
    intraclassCorrelations(ratings).twoSingle.value!,
  );
});

test('alpha comes with an interval over units that holds it', () => {
  const units = Array.from({ length: 30 }, (_, i) => [i % 4, i % 4, i % 5 === 0 ? (i + 1) % 4 : i % 4]);
  const alpha = krippendorffInterval(units, 'nominal', { seed: 'a', resamples: 500 });
  if (alpha.value === null || !alpha.interval) throw new Error('no interval');
  expect(alpha.method).toBe('Krippendorff alpha, nominal');
  expect(alpha.interval.low).toBeLessThan(alpha.value);
  expect(alpha.interval.high).toBeGreaterThan(alpha.value);
});
