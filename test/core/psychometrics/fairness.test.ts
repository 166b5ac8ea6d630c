import fc from 'fast-check';
import { expect, test } from 'vitest';
import { adverseImpact, fisherExact } from '@/core/psychometrics/adverse-impact';
import { abilityStrata, type DifStratum, mantelHaenszel } from '@/core/psychometrics/differential-functioning';
import { probability } from '@/core/psychometrics/item-response';
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
