import { describe, expect, test } from 'vitest';
import { percentileRank, technicalFigures } from '@/core/psychometrics/norm-group';
import { normalDraw, seededDice } from './builders';

describe('a percentile', () => {
  test('is the share below with ties half, and its Wilson interval', () => {
    const group = Array.from({ length: 120 }, (_, i) => (i < 60 ? -1 : i < 65 ? 0 : 1));
    const { value, interval, n } = percentileRank(0, group) as { value: number; n: number; interval: object };
    expect({ value, n }).toEqual({ value: 62.5 / 120, n: 120 });
    expect(interval).toMatchObject({ low: expect.closeTo(0.43218, 4), high: expect.closeTo(0.60822, 4), level: 0.95 });
  });

  test('is not given below 100 people, and says why', () => {
    expect(percentileRank(0, new Array(99).fill(0))).toEqual({
      value: null,
      n: 99,
      reason: 'the norm group has 99 of the 100 people it needs',
    });
  });
});

describe('the technical figures', () => {
  /** Estimates of `n` people whose true reliability is .8: variance .8 of the estimates, .2 of the errors. */
  const sample = (n: number, seed: number) => {
    const dice = seededDice(seed);
    return Array.from({ length: n }, () => ({
      theta: 0.3 + Math.sqrt(0.8) * normalDraw(dice),
      sd: Math.sqrt(0.2 * Math.exp(0.3 * normalDraw(dice) - 0.045)),
    }));
  };
  const intervalOf = (figure: ReturnType<typeof technicalFigures>['sem']) => {
    if (figure.value === null || !figure.interval) throw new Error('It has no interval');
    return figure.interval;
  };

  test('have intervals that hold the truth in 95 % of samples', () => {
    const truth = { meanTheta: 0.3, sdTheta: Math.sqrt(0.8), sem: Math.sqrt(0.2), reliability: 0.8 };
    const held = { meanTheta: 0, sdTheta: 0, sem: 0, reliability: 0 };
    const names = Object.keys(truth) as (keyof typeof truth)[];
    for (let seed = 1; seed <= 1000; seed += 1) {
      const figures = technicalFigures(sample(60, seed));
      for (const name of names) {
        const { low, high } = intervalOf(figures[name]);
        if (low <= truth[name] && truth[name] <= high) held[name] += 1;
      }
    }
    for (const name of names) {
      expect(held[name], name).toBeGreaterThan(930);
      expect(held[name], name).toBeLessThan(970);
    }
  });

  test('agree with the chi-square interval of a standard deviation', () => {
    const { sdTheta } = technicalFigures(sample(101, 7));
    const { low, high } = intervalOf(sdTheta);
    expect(Math.abs(low / sdTheta.value! - 0.8785)).toBeLessThan(0.015);
    expect(Math.abs(high / sdTheta.value! - 1.1607)).toBeLessThan(0.015);
  });

  test('of fewer than ten people, and of people who are all alike, say why something is missing', () => {
    expect(technicalFigures(sample(9, 1)).sem).toEqual({
      value: null,
      n: 9,
      reason: 'fewer than 10 completed sessions',
    });
    const alike = technicalFigures(new Array(12).fill({ theta: 0.5, sd: 0.4 }));
    expect(alike.reliability).toMatchObject({ value: 0, noInterval: 'everybody has the same result' });
    expect(alike.sdTheta.value).toBe(0);
  });
});
