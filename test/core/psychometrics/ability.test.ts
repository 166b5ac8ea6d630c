import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ItemParameters } from '@/core/items/item';
import {
  type AbilityPosterior,
  estimateAbility,
  finalAbility,
  propagateResponses,
  skillSd,
} from '@/core/psychometrics/ability';
import { probability } from '@/core/psychometrics/item-response';
import type { ScoredResponse } from '@/core/psychometrics/response-factors';
import { type SkillPrior, skillPrior } from '@/core/psychometrics/skill-prior';
import vectors from '../../vectors/psychometrics/ability.json' with { type: 'json' };
import { aSkillGraph, normalDraw, parameters, seededDice } from './builders';

const standard: SkillPrior = { mean: new Float64Array(1), covariance: new Float64Array([1]) };
const chain6 = skillPrior(
  aSkillGraph(6, [
    [0, 1],
    [1, 2],
    [0, 3],
    [3, 4],
  ]),
);

/** Responses of a random person to random 3PL items, spread over the skills. */
function randomResponses(seed: number, count: number, skills: number, guessing = 0.2): ScoredResponse[] {
  const dice = seededDice(seed);
  const abilities = Array.from({ length: skills }, () => normalDraw(dice));
  return Array.from({ length: count }, (_, i) => {
    const skill = i % skills;
    const item = parameters({
      discrimination: Math.exp(0.1 + 0.3 * normalDraw(dice)),
      difficulty: 1.2 * normalDraw(dice),
      guessing,
      upperAsymptote: 0.98,
    });
    const score = dice.next() < probability(item, abilities[skill]!) ? 1 : 0;
    return { itemId: `item-${i}`, skill, parameters: item, score };
  });
}

function shuffled<T>(values: readonly T[], seed: number): T[] {
  const dice = seededDice(seed);
  return values
    .map((value) => ({ value, key: dice.next() }))
    .sort((x, y) => x.key - y.key)
    .map(({ value }) => value);
}

/** Probability of a right answer averaged over b ~ N(b, v_b) on an even grid of its own. */
function averaged(item: ItemParameters, theta: number): number {
  if (item.difficultyVariance === 0) return probability(item, theta);
  let sum = 0;
  let total = 0;
  for (let z = -6; z <= 6; z += 0.1) {
    const weight = Math.exp((-z * z) / 2);
    const difficulty = item.difficulty + z * Math.sqrt(item.difficultyVariance);
    total += weight;
    sum += weight * probability({ ...item, difficulty }, theta);
  }
  return sum / total;
}

/** Posterior mean and sd on an even grid over [-6, 6]: the oracle for one skill. */
function eapOnGrid(responses: readonly ScoredResponse[], points: number): { theta: number; sd: number } {
  let total = 0;
  let first = 0;
  let second = 0;
  for (let i = 0; i < points; i++) {
    const theta = -6 + (12 * i) / (points - 1);
    let weight = Math.exp((-theta * theta) / 2);
    for (const { parameters: item, score } of responses) {
      const p = averaged(item, theta);
      weight *= score === 1 ? p : 1 - p;
    }
    total += weight;
    first += weight * theta;
    second += weight * theta * theta;
  }
  const theta = first / total;
  return { theta, sd: Math.sqrt(second / total - theta * theta) };
}

test.each(vectors.eap.cases)('agrees with a published EAP of $theta', ({ responses, theta }) => {
  const scored = responses.map(({ score, ...item }, i): ScoredResponse => {
    return { itemId: `${i}`, skill: 0, parameters: parameters(item), score: score === 1 ? 1 : 0 };
  });
  expect(Math.abs(finalAbility(standard, scored).mean[0]! - theta)).toBeLessThan(0.01);
});

test('a report of one skill is the exact 81-point EAP; a running session is within .01 of it nearly always', () => {
  const differences = Array.from({ length: 200 }, (_, seed) => {
    const responses = randomResponses(seed, 5 + (seed % 30), 1);
    const exact = eapOnGrid(responses, 81);
    const final = finalAbility(standard, responses);
    expect(final.mean[0]!).toBeCloseTo(exact.theta, 4);
    expect(skillSd(final, 0)).toBeCloseTo(exact.sd, 4);
    const posterior = estimateAbility(standard, responses);
    expect(Math.abs(skillSd(posterior, 0) - exact.sd)).toBeLessThan(0.035);
    return Math.abs(posterior.mean[0]! - exact.theta);
  }).sort((x, y) => x - y);
  expect(differences[190]!).toBeLessThan(0.01);
  expect(differences[199]!).toBeLessThan(0.015);
});

test('what is not known of the difficulties is averaged out, not approximated', () => {
  const one = { itemId: 'x', skill: 0, score: 1 };
  for (const difficultyVariance of [0.05, 0.75, 3]) {
    const item = parameters({ discrimination: 1.3, difficulty: 0.4, guessing: 0.25, difficultyVariance });
    for (const score of [0, 1]) {
      const exact = eapOnGrid([{ ...one, parameters: item, score }], 241);
      const posterior = finalAbility(standard, [{ ...one, parameters: item, score }]);
      expect(posterior.mean[0]!).toBeCloseTo(exact.theta, 4);
      expect(skillSd(posterior, 0)).toBeCloseTo(exact.sd, 4);
    }
  }
  for (let seed = 0; seed < 40; seed++) {
    const responses = randomResponses(seed, 30, 1).map((response) => {
      return { ...response, parameters: { ...response.parameters, difficultyVariance: 0.75 } };
    });
    const exact = eapOnGrid(responses, 81);
    const posterior = finalAbility(standard, responses);
    expect(posterior.mean[0]!).toBeCloseTo(exact.theta, 4);
    expect(skillSd(posterior, 0)).toBeCloseTo(exact.sd, 4);
    const running = estimateAbility(standard, responses);
    expect(Math.abs(running.mean[0]! - exact.theta)).toBeLessThan(0.015);
    expect(Math.abs(skillSd(running, 0) - exact.sd)).toBeLessThan(0.01);
  }
});

test('agrees with brute-force integration over two correlated skills', () => {
  const prior = skillPrior(aSkillGraph(2, [[0, 1]]));
  const rho = prior.covariance[1]!;
  for (let seed = 1; seed <= 12; seed++) {
    const responses = randomResponses(seed, 12, 2);
    const likelihood = [0, 1].map((skill) =>
      Array.from({ length: 121 }, (_, i) => {
        const theta = -6 + i * 0.1;
        return responses
          .filter((response) => response.skill === skill)
          .reduce((product, { parameters: item, score }) => {
            const p = probability(item, theta);
            return product * (score === 1 ? p : 1 - p);
          }, 1);
      }),
    );
    const sums = { w: 0, x: 0, y: 0, xx: 0, yy: 0, xy: 0 };
    for (let i = 0; i < 121; i++) {
      for (let j = 0; j < 121; j++) {
        const x = -6 + i * 0.1;
        const y = -6 + j * 0.1;
        const w =
          Math.exp(-(x * x - 2 * rho * x * y + y * y) / (2 * (1 - rho * rho))) *
          likelihood[0]![i]! *
          likelihood[1]![j]!;
        sums.w += w;
        sums.x += w * x;
        sums.y += w * y;
        sums.xx += w * x * x;
        sums.yy += w * y * y;
        sums.xy += w * x * y;
      }
    }
    const mx = sums.x / sums.w;
    const my = sums.y / sums.w;
    const { mean, covariance } = finalAbility(prior, responses);
    expect(Math.abs(mean[0]! - mx)).toBeLessThan(0.015);
    expect(Math.abs(mean[1]! - my)).toBeLessThan(0.015);
    expect(Math.abs(covariance[0]! - (sums.xx / sums.w - mx * mx))).toBeLessThan(0.02);
    expect(Math.abs(covariance[1]! - (sums.xy / sums.w - mx * my))).toBeLessThan(0.02);
    expect(Math.abs(covariance[3]! - (sums.yy / sums.w - my * my))).toBeLessThan(0.02);
  }
});

test('the same set of responses gives the same posterior to the bit, in any order', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer(), (seed, order) => {
      const responses = randomResponses(seed, 30, 6);
      expect(estimateAbility(chain6, shuffled(responses, order))).toEqual(estimateAbility(chain6, responses));
      expect(finalAbility(chain6, shuffled(responses, order))).toEqual(finalAbility(chain6, responses));
    }),
    { numRuns: 25 },
  );
});

test('after three sweeps the order of computation moves no skill by more than .002', () => {
  let widest = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const responses = randomResponses(seed, 30, 6);
    const lowest = new Float64Array(6).fill(Number.POSITIVE_INFINITY);
    const highest = new Float64Array(6).fill(Number.NEGATIVE_INFINITY);
    for (let order = 0; order < 6; order++) {
      // New ids make a new canonical order within skills, new skill numbers a new order of skills.
      const skillOrder = shuffled([0, 1, 2, 3, 4, 5], order);
      const renumbered = renumber(chain6, skillOrder);
      const ids = shuffled(
        responses.map(({ itemId }) => itemId),
        1000 * seed + order,
      );
      const renamed = responses.map((response, i) => {
        return { ...response, itemId: ids[i]!, skill: skillOrder.indexOf(response.skill) };
      });
      const { mean } = estimateAbility(renumbered, renamed);
      skillOrder.forEach((skill, position) => {
        lowest[skill] = Math.min(lowest[skill]!, mean[position]!);
        highest[skill] = Math.max(highest[skill]!, mean[position]!);
      });
    }
    widest = Math.max(widest, ...highest.map((high, k) => high - lowest[k]!));
  }
  expect(widest).toBeLessThan(0.002);
});

test('the covariance is the inverse of prior precision plus site precisions', () => {
  const responses = randomResponses(5, 60, 6);
  const { covariance, mean, sites, order } = propagateResponses(chain6, responses, 10, 1e-6);
  // V (Sigma^-1 + D) = I is the same as V + V D Sigma = Sigma, which needs no inverse.
  const precision = new Float64Array(6);
  const shift = new Float64Array(6);
  order.forEach(({ skill }, i) => {
    precision[skill]! += sites.precision[i]!;
    shift[skill]! += sites.shift[i]!;
  });
  for (let i = 0; i < 6; i++) {
    let expectedMean = 0;
    for (let j = 0; j < 6; j++) {
      let sum = covariance[i * 6 + j]!;
      for (let k = 0; k < 6; k++) sum += covariance[i * 6 + k]! * precision[k]! * chain6.covariance[k * 6 + j]!;
      expect(sum).toBeCloseTo(chain6.covariance[i * 6 + j]!, 12);
      expectedMean += covariance[i * 6 + j]! * shift[j]!;
    }
    expect(mean[i]!).toBeCloseTo(expectedMean, 12);
  }
});

test('without responses the posterior is the prior', () => {
  const { mean, covariance } = estimateAbility(chain6, []);
  expect(mean).toEqual(chain6.mean);
  expect(covariance).toEqual(chain6.covariance);
});

test('a right answer leaves the skill higher than a wrong one, and related skills too', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.nat(29), (seed, place) => {
      const responses = randomResponses(seed, 30, 6);
      const scoredAs = (score: 0 | 1) =>
        finalAbility(
          chain6,
          responses.map((response, i) => (i === place ? { ...response, score } : response)),
        );
      const right = scoredAs(1);
      const wrong = scoredAs(0);
      for (let k = 0; k < 6; k++) expect(right.mean[k]!).toBeGreaterThan(wrong.mean[k]!);
    }),
    { numRuns: 50 },
  );
});

/**
 * No answer can be promised to lower the variance in general: a right answer to a 3PL item may be a lucky guess and can
 * raise it. Without guessing (and without slips for wrong answers) each likelihood is log-concave, every site has
 * precision >= 0, and no skill's variance exceeds its prior variance.
 */
test('with 2PL items no set of answers makes any skill less certain than the prior', () => {
  const anyAnswer = fc.record({
    a: fc.double({ min: 0.2, max: 3, noNaN: true }),
    b: fc.double({ min: -4, max: 4, noNaN: true }),
    score: fc.constantFrom<0 | 1>(0, 1),
    skill: fc.nat(5),
  });
  fc.assert(
    fc.property(fc.array(anyAnswer, { maxLength: 25 }), (answers) => {
      const responses = answers.map(({ a, b, score, skill }, i) => {
        return { itemId: `${i}`, skill, score, parameters: parameters({ discrimination: a, difficulty: b }) };
      });
      const { covariance, sites } = propagateResponses(chain6, responses, 10, 1e-6);
      for (let k = 0; k < 6; k++) expect(covariance[k * 7]!).toBeLessThanOrEqual(1 + 1e-12);
      for (const precision of sites.precision) expect(precision).toBeGreaterThanOrEqual(-1e-12);
    }),
  );
});

test('one right answer to a hard item that can be guessed may widen the posterior', () => {
  const item = parameters({ discrimination: 3, difficulty: 2, guessing: 0.3 });
  const posterior = finalAbility(standard, [{ itemId: 'lucky', skill: 0, parameters: item, score: 1 }]);
  expect(posterior.covariance[0]!).toBeGreaterThan(1);
  expect(posterior.covariance[0]!).toBeCloseTo(
    eapOnGrid([{ itemId: 'lucky', skill: 0, parameters: item, score: 1 }], 1201).sd ** 2,
    2,
  );
});

test.each([0, 1] as const)(
  'stays finite and certain enough when every one of 60 answers over 24 skills is %d',
  (score) => {
    const prior = skillPrior(
      aSkillGraph(
        24,
        Array.from({ length: 23 }, (_, k) => [k, k + 1] as const),
      ),
    );
    const responses = randomResponses(3, 60, 24, 0.25).map((response) => ({ ...response, score }));
    const { mean, covariance } = finalAbility(prior, responses);
    for (let k = 0; k < 24; k++) {
      expect(Math.abs(mean[k]!)).toBeLessThan(4);
      expect(Math.sign(mean[k]!)).toBe(score === 1 ? 1 : -1);
      expect(covariance[k * 25]!).toBeGreaterThan(0);
      expect(covariance[k * 25]!).toBeLessThan(1.05);
    }
  },
);

test('extreme parameters and contradictory answers do not break the arithmetic', () => {
  const extreme = fc.record({
    discrimination: fc.double({ min: 0.01, max: 30, noNaN: true }),
    difficulty: fc.double({ min: -30, max: 30, noNaN: true }),
    guessing: fc.constantFrom(0, 0.2, 0.5),
    upperAsymptote: fc.constantFrom(0.9, 0.98, 1),
    score: fc.constantFrom<0 | 1>(0, 1),
    skill: fc.nat(5),
  });
  fc.assert(
    fc.property(fc.array(extreme, { minLength: 1, maxLength: 40 }), (answers) => {
      const responses = answers.map(({ score, skill, ...item }, i) => ({
        itemId: `${i}`,
        skill,
        score,
        parameters: parameters(item),
      }));
      expectProper(finalAbility(chain6, responses));
      expectProper(estimateAbility(chain6, responses));
    }),
    { numRuns: 200 },
  );
});

test('an uncertain difficulty teaches less than a certain one', () => {
  const answer = (difficultyVariance: number) =>
    finalAbility(standard, [
      { itemId: 'x', skill: 0, score: 1, parameters: parameters({ discrimination: 1.5, difficultyVariance }) },
    ]);
  expect(answer(1).mean[0]!).toBeLessThan(answer(0).mean[0]!);
  expect(answer(1).covariance[0]!).toBeGreaterThan(answer(0).covariance[0]!);
});

function expectProper({ mean, covariance }: AbilityPosterior): void {
  const n = mean.length;
  expect(mean.every(Number.isFinite)).toBe(true);
  for (let i = 0; i < n; i++) {
    expect(covariance[i * n + i]!).toBeGreaterThan(0);
    for (let j = 0; j < i; j++) {
      expect(covariance[i * n + j]!).toBe(covariance[j * n + i]!);
      expect(covariance[i * n + j]! ** 2).toBeLessThan(covariance[i * n + i]! * covariance[j * n + j]!);
    }
  }
}

/** The prior with skill `order[i]` at place i. */
function renumber(prior: SkillPrior, order: readonly number[]): SkillPrior {
  const n = order.length;
  return {
    mean: Float64Array.from(order, (skill) => prior.mean[skill]!),
    covariance: Float64Array.from(
      { length: n * n },
      (_, i) => prior.covariance[order[Math.floor(i / n)]! * n + order[i % n]!]!,
    ),
  };
}
