import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  compositeAbility,
  probabilityAbove,
  rankInTies,
  reliability,
  scaleScore,
} from '@/core/psychometrics/composite';
import { ownEvidence, reportSkills } from '@/core/psychometrics/skill-report';
import { parameters } from './builders';

const posterior = { mean: new Float64Array([1, -0.5]), covariance: new Float64Array([0.25, 0.1, 0.1, 0.36]) };

test('the composite is the weighted mean with the variance of a weighted sum', () => {
  const { theta, sd } = compositeAbility(posterior, [0.75, 0.25]);
  expect(theta).toBeCloseTo(0.625, 12);
  expect(sd).toBeCloseTo(Math.sqrt(0.75 ** 2 * 0.25 + 2 * 0.75 * 0.25 * 0.1 + 0.25 ** 2 * 0.36), 12);
});

test('scale scores run from 200 to 800 with a 90 % band', () => {
  expect(scaleScore({ theta: 0, sd: 1 })).toEqual({ score: 500, low: 335.5, high: 664.5 });
  expect(scaleScore({ theta: 9, sd: 1 })).toEqual({ score: 800, low: 800, high: 800 });
  expect(scaleScore({ theta: -2.5, sd: 0.5 })).toEqual({ score: 250, low: 200, high: expect.closeTo(332.25, 9) });
});

test('reliability is the share of variance accounted for, never negative', () => {
  expect(reliability(0.6)).toBeCloseTo(0.64, 12);
  expect(reliability(1.2)).toBe(0);
});

test('the probability that one person is above another', () => {
  expect(probabilityAbove({ theta: 1, sd: 0.3 }, { theta: 0.5, sd: 0.4 })).toBeCloseTo(0.841344746, 8);
  expect(probabilityAbove({ theta: 1, sd: 0.3 }, { theta: 1, sd: 0.9 })).toBe(0.5);
  expect(probabilityAbove({ theta: 1, sd: 0 }, { theta: 0, sd: 0 })).toBe(1);
});

test('people who are not clearly apart share a rank', () => {
  const people = [0, 1.6, 0.1, 1.5].map((theta) => ({ theta, sd: 0.3 }));
  expect(rankInTies(people)).toEqual([
    [1, 3],
    [2, 0],
  ]);
});

test('everyone is ranked once, and better groups come first', () => {
  const anyone = fc.record({
    theta: fc.double({ min: -3, max: 3, noNaN: true }),
    sd: fc.double({ min: 0.1, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(anyone, { maxLength: 20 }), (people) => {
      const order = rankInTies(people).flat();
      expect([...order].sort((a, b) => a - b)).toEqual(people.map((_, i) => i));
      for (let i = 1; i < order.length; i++) {
        expect(people[order[i]!]!.theta).toBeLessThanOrEqual(people[order[i - 1]!]!.theta);
      }
    }),
  );
});

test('a skill with one item, or a wide posterior, is not labelled', () => {
  const answer = (itemId: string, skill: number) => ({ itemId, skill, score: 1 as const, parameters: parameters() });
  const wide = { mean: new Float64Array([1, 1]), covariance: new Float64Array([0.5, 0, 0, 0.3]) };
  const [first, second] = reportSkills(wide, [answer('a', 0), answer('b', 0), answer('c', 1)]);
  expect(first!.label).toBe('insufficientEvidence'); // sd .707
  expect(second!.label).toBe('insufficientEvidence'); // one item
  const three = reportSkills(wide, [answer('c', 1), answer('d', 1)]);
  expect(three[1]!.label).toBe('aboveCut');
});

test('labels follow the posterior probability of being above the cut', () => {
  const answers = Array.from({ length: 4 }, (_, i) => {
    return { itemId: `${i}`, skill: i % 2, score: 1 as const, parameters: parameters() };
  });
  const labels = (cut: number) => reportSkills(posterior, answers, [cut, cut]).map(({ label }) => label);
  expect(labels(0)).toEqual(['aboveCut', 'nearCut']);
  expect(labels(0.1)).toEqual(['aboveCut', 'belowCut']);
  expect(labels(2)).toEqual(['belowCut', 'belowCut']);
});

test('own evidence is the skill scored alone from N(0, 1)', () => {
  const answers = [0, 1].map((skill) => ({ itemId: `${skill}`, skill, score: 1 as const, parameters: parameters() }));
  expect(ownEvidence([])).toEqual({ theta: 0, sd: 1 });
  const [first] = reportSkills(posterior, answers);
  expect(first!.own).toEqual(ownEvidence([answers[0]!]));
  expect(first!.own.theta).toBeGreaterThan(0);
  expect(first!.own.sd).toBeLessThan(1);
});
