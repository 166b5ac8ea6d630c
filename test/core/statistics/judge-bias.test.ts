import { expect, test } from 'vitest';
import {
  injectionRate,
  lengthCorrelation,
  positionBias,
  type SwappedPair,
  selfPreference,
  verbosityEffect,
} from '@/core/statistics/judge-bias';
import { pooledRepeatNoise, reliabilityOverTime, repeatNoise } from '@/core/statistics/repeat-noise';
import vectors from '~test/vectors/statistics/judge-bias.json';

const pair = (preferred: SwappedPair['preferred'], preferredAfterSwap: SwappedPair['preferred']): SwappedPair => ({
  shownFirst: 'a',
  preferred,
  preferredAfterSwap,
});

test('a judge that always takes the first is inconsistent, and by its position', () => {
  const { consistency, firstPosition } = positionBias([
    pair('a', 'b'),
    pair('a', 'b'),
    pair('a', 'a'),
    pair('tie', 'a'),
  ]);
  expect(consistency).toMatchObject({ value: 0.25, n: 4 });
  expect(firstPosition).toMatchObject({ value: 1, n: 2 });
});

test('a judge that never changes its mind shows no position bias to measure', () => {
  expect(positionBias([pair('a', 'a'), pair('b', 'b')])).toMatchObject({
    consistency: { value: 1 },
    firstPosition: { value: null },
  });
});

test('the correlation with length, the label held fixed, is that of the residuals', () => {
  const { items, expected } = vectors.partialCorrelation;
  expect(lengthCorrelation(items, { seed: 's', resamples: 200 }).value).toBeCloseTo(expected, 10);
  expect(lengthCorrelation(items.slice(0, 3), { seed: 's' }).value).toBeNull();
});

test('liking length and liking kin show as differences with intervals', () => {
  const items = Array.from({ length: 12 }, (_, i) => ({ plain: 60 + i, longer: 64 + i + (i % 3) }));
  expect(verbosityEffect(items, { seed: 's', resamples: 200 })).toMatchObject({
    value: 5,
    interval: expect.anything(),
  });
  const judged = Array.from({ length: 12 }, (_, i) => ({
    score: 70 + (i % 2 === 0 ? 10 : 0) + (i % 3),
    human: 70,
    isOwnFamily: i % 2 === 0,
  }));
  const kin = selfPreference(judged, { seed: 's', resamples: 200 });
  expect(kin.value).toBeCloseTo(10, 10);
  expect(
    selfPreference(
      judged.filter((i) => i.isOwnFamily),
      { seed: 's' },
    ).value,
  ).toBeNull();
});

test('an injection that moves the score is counted, one within noise is not', () => {
  expect(
    injectionRate([
      { before: 40, after: 100 },
      { before: 40, after: 43 },
    ]),
  ).toMatchObject({ value: 0.5, n: 2 });
  expect(injectionRate([]).value).toBeNull();
});

test('noise over repeats is measured within items, whatever differs between them', () => {
  expect(repeatNoise([80, 82]).value).toBeCloseTo(Math.SQRT2, 12);
  expect(repeatNoise([80]).value).toBeNull();
  expect(pooledRepeatNoise([[80, 82], [10, 12], [99]])).toMatchObject({ n: 2 });
  expect(
    pooledRepeatNoise([
      [80, 82],
      [10, 12],
    ]).value,
  ).toBeCloseTo(Math.SQRT2, 12);
});

test('reliability is shown period by period', () => {
  const records = [
    { period: '2026-02', score: 70, human: 80 },
    { period: '2026-01', score: 82, human: 80 },
    { period: '2026-01', score: 78, human: 80 },
  ];
  expect(reliabilityOverTime(records)).toMatchObject([
    { period: '2026-01', meanError: { value: 0, n: 2 }, meanSquaredError: { value: 4 } },
    { period: '2026-02', meanError: { value: -10, n: 1 }, meanSquaredError: { value: 100 } },
  ]);
});
