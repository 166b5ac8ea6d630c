import { expect, test } from 'vitest';
import { analyseResponseTimes, expectedItemTime, fitItemTime, meanTimeMs } from '@/core/psychometrics/response-time';
import { normalDraw, seededDice } from './builders';

const item = expectedItemTime(60_000);
const timed = (times: readonly number[]) => times.map((timeMs, i) => ({ itemId: `${i}`, timeMs, item }));

test("an author's estimate is the mean of the time model", () => {
  expect(meanTimeMs(item)).toBeCloseTo(60_000, 6);
});

test('someone who takes half the time everywhere is faster by ln 2, with no residuals', () => {
  const typical = Math.exp(item.intensity);
  const result = analyseResponseTimes(timed(new Array(9).fill(typical / 2)))!;
  expect(result.speed).toBeCloseTo(Math.log(2), 12);
  expect(result.speedSd).toBeCloseTo(0.5 / 3, 12);
  for (const residual of result.residuals) expect(residual).toBeCloseTo(0, 12);
  expect(result.lowEffort).toBe(false);
});

test('less than a tenth of the mean is a rapid guess, 15 % of them is low effort', () => {
  const one = analyseResponseTimes(timed([5_999, 6_001, ...new Array(8).fill(50_000)]))!;
  expect(one.rapidItemIds).toEqual(['0']);
  expect(one).toMatchObject({ rapidShare: 0.1, lowEffort: false });
  expect(analyseResponseTimes(timed([1_000, 1_000, ...new Array(8).fill(50_000)]))).toMatchObject({
    rapidShare: 0.2,
    lowEffort: true,
  });
});

test('one answer far faster than the rest stands out in the residuals', () => {
  const { residuals } = analyseResponseTimes(timed([9_000, ...new Array(19).fill(55_000)]))!;
  expect(residuals[0]!).toBeLessThan(-2);
  for (const residual of residuals.slice(1)) expect(Math.abs(residual)).toBeLessThan(1);
});

test('extra time granted does not look like slowness', () => {
  const times = [80_000, 95_000, 70_000, 120_000];
  const plain = analyseResponseTimes(timed(times.map((time) => time / 1.5)))!;
  const accommodated = analyseResponseTimes(timed(times), 1.5)!;
  expect(accommodated.speed).toBeCloseTo(plain.speed, 12);
  expect(accommodated.rapidShare).toBe(plain.rapidShare);
});

test('without responses there is nothing to say', () => {
  expect(analyseResponseTimes([])).toBeNull();
});

test("fits an item's times, once there are twenty", () => {
  const dice = seededDice(3);
  const times = Array.from({ length: 2000 }, () => Math.exp(10.5 + 0.4 * normalDraw(dice)));
  const fitted = fitItemTime(times)!;
  expect(fitted.intensity).toBeCloseTo(10.5, 1);
  expect(1 / fitted.precision).toBeCloseTo(0.4, 1);
  expect(fitItemTime(times.slice(0, 19))).toBeNull();
  expect(fitItemTime(new Array(20).fill(1000))!.precision).toBe(10);
});
