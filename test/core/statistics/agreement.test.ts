import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meanPairwiseDifference, rawAgreement, unanimousShare } from '@/core/statistics/agreement';
import { krippendorffAlpha, type MeasurementLevel } from '@/core/statistics/krippendorff';
import vectors from '~test/vectors/statistics/agreement.json';

const transpose = (raters: readonly (readonly (number | null)[])[]) =>
  raters[0]!.map((_, unit) => raters.map((row) => row[unit]!));

test.each(vectors.krippendorff)('alpha, $level, is the published $expected ($origin)', (vector) => {
  const alpha = krippendorffAlpha(transpose(vector.raters), vector.level as MeasurementLevel);
  expect(Math.abs(alpha.value! - vector.expected)).toBeLessThan(vector.tolerance);
});

test('alpha is undefined, not perfect, when all ratings are alike', () => {
  expect(
    krippendorffAlpha(
      [
        [1, 1],
        [1, 1],
        [1, 1],
      ],
      'nominal',
    ),
  ).toEqual({
    value: null,
    n: 3,
    reason: 'all ratings are alike, so chance agreement is certain',
  });
});

test('alpha is undefined for a single unit, because one item carries no agreement beyond chance', () => {
  expect(
    krippendorffAlpha(
      [
        [1, 2, 1],
        [1, null, null],
      ],
      'nominal',
    ).value,
  ).toBeNull();
});

const ratings = fc.array(
  fc.array(fc.option(fc.integer({ min: 1, max: 4 }), { nil: null }), { minLength: 3, maxLength: 3 }),
  {
    minLength: 2,
    maxLength: 12,
  },
);
const level = fc.constantFrom<MeasurementLevel>('nominal', 'ordinal', 'interval', 'ratio');

test('alpha does not depend on the order of raters or of units, and is never above 1', () => {
  fc.assert(
    fc.property(ratings, level, (units, scale) => {
      const alpha = krippendorffAlpha(units, scale).value;
      const turned = krippendorffAlpha(units.map((row) => row.toReversed()).toReversed(), scale).value;
      if (alpha === null) expect(turned).toBeNull();
      else {
        expect(turned).toBeCloseTo(alpha, 12);
        expect(alpha).toBeLessThanOrEqual(1 + 1e-12);
      }
    }),
  );
});

test('alpha is 1 when raters agree on units that differ', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 8 }),
      level,
      (values, scale) => {
        expect(
          krippendorffAlpha(
            values.map((v) => [v, v, v]),
            scale,
          ).value,
        ).toBeCloseTo(1, 12);
      },
    ),
  );
});

test('a single item gets the mean distance between its judges instead of a kappa', () => {
  expect(meanPairwiseDifference([80, 85, 90])).toMatchObject({ value: 20 / 3, n: 3 });
  expect(meanPairwiseDifference([80])).toEqual({ value: null, n: 1, reason: 'fewer than two raters answered' });
});

test('units rated once say nothing about unanimity', () => {
  expect(
    unanimousShare([
      ['a', 'a'],
      ['a', 'b'],
      ['a', null],
    ]),
  ).toMatchObject({ value: 0.5, n: 2 });
  expect(unanimousShare([['a', null]]).value).toBeNull();
});

test('raw agreement is the share of agreeing pairs', () => {
  expect(rawAgreement([[1, 1, 2]])).toMatchObject({ value: 1 / 3, n: 3 });
});
