import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adverseImpact, fisherExact } from '@/core/psychometrics/adverse-impact';
import {
  abilityStrata,
  type DifStratum,
  liuAgresti,
  mantelHaenszel,
  type ScoreStratum,
  scoreStrata,
} from '@/core/psychometrics/differential-functioning';
import { drawScore, probability } from '@/core/psychometrics/item-response';
import vectors from '../../vectors/psychometrics/fairness.json' with { type: 'json' };
import { normalDraw, parameters, seededDice } from './builders';

test('reproduces the published Mantel-Haenszel test of the Berkeley admissions', () => {
  const { strata, oddsRatio, chiSquare, p, oddsRatioInterval95 } = vectors.mantelHaenszel;
  const result = mantelHaenszel(strata);
  if (result.status !== 'measured') throw new Error('expected a measurement');
  expect(result.oddsRatio).toBeCloseTo(oddsRatio, 6);
  expect(result.chiSquare).toBeCloseTo(chiSquare, 3);
  expect(result.p).toBeCloseTo(p, 4);
  const logSd = result.deltaSd / 2.35;
  expect(Math.exp(Math.log(result.oddsRatio) - 1.959964 * logSd)).toBeCloseTo(oddsRatioInterval95[0]!, 5);
  expect(Math.exp(Math.log(result.oddsRatio) + 1.959964 * logSd)).toBeCloseTo(oddsRatioInterval95[1]!, 5);
  expect(result.delta).toBeCloseTo(-2.35 * Math.log(oddsRatio), 5);
  expect(result.dif).toBe('A');
});

/** Answers of two groups of equal ability to an item that is harder by `shift` for the focal group. */
function answersWith(shift: number, people: number) {
  const dice = seededDice(31);
  return Array.from({ length: people }, (_, i) => {
    const group = i % 3 === 0 ? ('focal' as const) : ('reference' as const);
    const theta = normalDraw(dice);
    const p = probability(parameters({ difficulty: group === 'focal' ? shift : 0 }), theta);
    return { theta, group, score: dice.next() < p ? (1 as const) : (0 as const) };
  });
}

test.each([
  [0, 'A'],
  [0.55, 'B'],
  [1.2, 'C'],
])('an item that is harder by %d for one group is class %s', (shift, dif) => {
  const result = mantelHaenszel(abilityStrata(answersWith(shift, 3000)));
  expect(result).toMatchObject({ status: 'measured', dif });
  if (result.status === 'measured') expect(result.delta).toBeLessThan(shift === 0 ? 1 : -0.8);
});

test('exchanging the groups turns the sign of delta and nothing else', () => {
  const anyStratum = fc.record({
    referenceRight: fc.integer({ min: 5, max: 90 }),
    referenceWrong: fc.integer({ min: 5, max: 90 }),
    focalRight: fc.integer({ min: 5, max: 90 }),
    focalWrong: fc.integer({ min: 5, max: 90 }),
  });
  const exchanged = (s: DifStratum): DifStratum => {
    return {
      referenceRight: s.focalRight,
      referenceWrong: s.focalWrong,
      focalRight: s.referenceRight,
      focalWrong: s.referenceWrong,
    };
  };
  fc.assert(
    fc.property(fc.array(anyStratum, { minLength: 3, maxLength: 8 }), (strata) => {
      const limits = { leastFocal: 1, leastTotal: 1 };
      const one = mantelHaenszel(strata, limits);
      const other = mantelHaenszel(strata.map(exchanged), limits);
      if (one.status !== 'measured' || other.status !== 'measured') throw new Error('expected measurements');
      expect(other.delta).toBeCloseTo(-one.delta, 9);
      expect(other.chiSquare).toBeCloseTo(one.chiSquare, 9);
      expect(other.dif).toBe(one.dif);
    }),
  );
});

test('small samples are not estimable, and say so', () => {
  const strata = abilityStrata(answersWith(1.2, 270));
  expect(mantelHaenszel(strata)).toEqual({ status: 'notEstimable', focal: 90, total: 270 });
  expect(mantelHaenszel([]).status).toBe('notEstimable');
});

test('ability bands hold everyone once and are about equal', () => {
  const strata = abilityStrata(answersWith(0, 400));
  const sizes = strata.map((s) => s.referenceRight + s.referenceWrong + s.focalRight + s.focalWrong);
  expect(sizes).toEqual(new Array(8).fill(50));
});

test.each(vectors.fisherExact)('Fisher exact p: $origin', ({ table, p }) => {
  const [a, b, c, d] = table;
  expect(fisherExact(a!, b!, c!, d!)).toBeCloseTo(p, 7);
});

test('Fisher exact p does not depend on how the table is turned', () => {
  const cell = fc.integer({ min: 0, max: 40 });
  fc.assert(
    fc.property(cell, cell, cell, cell, (a, b, c, d) => {
      const p = fisherExact(a, b, c, d);
      expect(p).toBeGreaterThan(0);
      expect(p).toBeLessThanOrEqual(1);
      expect(fisherExact(c, d, a, b)).toBeCloseTo(p, 9);
      expect(fisherExact(a, c, b, d)).toBeCloseTo(p, 9);
    }),
  );
});

test('flags selection rates below four fifths of the highest', () => {
  const result = adverseImpact([
    { group: 'x', selected: 48, applicants: 80 },
    { group: 'y', selected: 12, applicants: 40 },
    { group: 'z', selected: 48, applicants: 100 },
    { group: 'nobody', selected: 0, applicants: 0 },
  ]);
  expect(result.map(({ group, compared }) => [group, compared?.ratio.value, compared?.belowFourFifths])).toEqual([
    ['x', undefined, undefined],
    ['y', 0.5, true],
    ['z', 0.8, false],
  ]);
  expect(result[1]!.compared!.p).toBeLessThan(0.01);
  expect(result[2]!.compared!.with).toBe('x');
});

test('a ratio of selection rates has the interval of its logarithm', () => {
  // Katz et al. (1978): ln(.5) ± 1.96 sqrt(1/12 - 1/40 + 1/48 - 1/80)
  const [, y] = adverseImpact([
    { group: 'x', selected: 48, applicants: 80 },
    { group: 'y', selected: 12, applicants: 40 },
  ]);
  const { ratio } = y!.compared!;
  if (ratio.value === null) throw new Error('expected a measurement');
  expect(ratio.interval!.low).toBeCloseTo(0.5 * Math.exp(-1.959964 * Math.sqrt(0.0666667)), 5);
  expect(ratio.interval!.high).toBeCloseTo(0.5 * Math.exp(1.959964 * Math.sqrt(0.0666667)), 5);
});

test('when nobody is selected there is no ratio, and no finding', () => {
  const [, other] = adverseImpact([
    { group: 'x', selected: 0, applicants: 5 },
    { group: 'y', selected: 0, applicants: 5 },
  ]);
  expect(other!.rate.value).toBe(0);
  const ratio = { value: null, n: 10, reason: 'nobody was selected' };
  expect(other!.compared).toEqual({ with: 'x', ratio, belowFourFifths: false, p: 1 });
  expect(adverseImpact([])).toEqual([]);
});

test('with one point the odds ratio common to all boundaries is the Mantel-Haenszel one, and as precise', () => {
  for (const shift of [0, 0.6]) {
    const answers = answersWith(shift, 3000);
    const plain = mantelHaenszel(abilityStrata(answers));
    const general = liuAgresti(scoreStrata(answers, 1));
    if (plain.status !== 'measured' || general.status !== 'measured') throw new Error('expected measurements');
    expect(general.oddsRatio).toBeCloseTo(plain.oddsRatio, 10);
    expect(general.deltaSd / plain.deltaSd).toBeCloseTo(1, 1);
    // Mantel's statistic has no continuity correction, which for thousands of answers makes little difference.
    expect(Math.abs(general.chiSquare - plain.chiSquare)).toBeLessThan(0.05 * plain.chiSquare + 0.3);
    expect(general.dif).toBe(plain.dif);
  }
});

/** Answers of two groups to an item of three points that is harder by `shift` for the focal group, abilities known. */
function gradedAnswers(shift: number, people: number, seed: number) {
  const dice = seededDice(seed);
  return Array.from({ length: people }, (_, i) => {
    const group = i % 3 === 0 ? ('focal' as const) : ('reference' as const);
    // A group that is less able is not thereby disadvantaged by the item.
    const theta = normalDraw(dice) - (group === 'focal' ? 0.5 : 0);
    const item = parameters({ difficulty: group === 'focal' ? shift : 0, thresholds: [-0.9, 0, 1] });
    return { theta, group, score: drawScore(item, theta, dice.next()) };
  });
}

test.each([
  [0, 'A'],
  [0.55, 'B'],
  [1.2, 'C'],
])('an item with part scores that is harder by %d for one group is class %s', (shift, dif) => {
  const result = liuAgresti(scoreStrata(gradedAnswers(shift, 6000, 5), 3, 20));
  expect(result).toMatchObject({ status: 'measured', dif, method: 'liuAgresti' });
  if (result.status !== 'measured') return;
  if (shift > 0) expect(result.delta / (-2.35 * shift)).toBeCloseTo(1, 0);
});

test('a fair item with part scores is significant about one time in twenty, and delta varies as stated', () => {
  const results = Array.from({ length: 200 }, (_, seed) =>
    liuAgresti(scoreStrata(gradedAnswers(0, 900, seed + 100), 3, 20)),
  ).flatMap((result) => (result.status === 'measured' ? [result] : []));
  expect(results).toHaveLength(200);
  // Binomial(200, .05): 21 or more happen once in a thousand times; bands leave a trace of the difference in ability.
  expect(results.filter(({ p }) => p < 0.05).length).toBeLessThan(25);
  const spread = Math.sqrt(results.reduce((sum, { delta }) => sum + delta ** 2, 0) / 200);
  const stated = results.reduce((sum, { deltaSd }) => sum + deltaSd, 0) / 200;
  expect(spread / stated).toBeGreaterThan(0.85);
  expect(spread / stated).toBeLessThan(1.15);
});

test('exchanging the groups turns the sign of delta for part scores too; too few people are not estimated', () => {
  const strata = scoreStrata(gradedAnswers(0.7, 1200, 3), 3);
  const exchanged = strata.map(({ reference, focal }): ScoreStratum => ({ reference: focal, focal: reference }));
  const [one, other] = [liuAgresti(strata), liuAgresti(exchanged)];
  if (one.status !== 'measured' || other.status !== 'measured') throw new Error('expected measurements');
  expect(other.delta).toBeCloseTo(-one.delta, 10);
  expect(other.deltaSd).toBeCloseTo(one.deltaSd, 10);
  expect(other.chiSquare).toBeCloseTo(one.chiSquare, 8);
  expect(liuAgresti(scoreStrata(gradedAnswers(0.7, 200, 3), 3))).toMatchObject({ status: 'notEstimable' });
});
