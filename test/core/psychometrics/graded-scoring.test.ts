import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { ItemParameters } from '@/core/items/item';
import { estimateAbility, finalAbility, propagateResponses, skillSd } from '@/core/psychometrics/ability';
import { createEngine } from '@/core/psychometrics/adaptive-engine';
import { updateDifficulty } from '@/core/psychometrics/difficulty-update';
import {
  expectedAPosteriori,
  logLikelihood,
  maximumAPosteriori,
  maximumLikelihood,
  weightedLikelihood,
} from '@/core/psychometrics/estimators';
import { gradedGain, itemGain, poolItemGain, responseGain } from '@/core/psychometrics/item-gain';
import { compilePool } from '@/core/psychometrics/item-pool';
import {
  boundaries,
  drawScore,
  information,
  maximumScore,
  scoreCurves,
  scoreProbability,
} from '@/core/psychometrics/item-response';
import { leaveOneOut } from '@/core/psychometrics/leave-one-out';
import { personFit } from '@/core/psychometrics/person-fit';
import type { ScoredResponse } from '@/core/psychometrics/response-factors';
import { abilityGrid, bestItem, criterionValue } from '@/core/psychometrics/selection-criteria';
import { simulateSessions } from '@/core/psychometrics/simulation';
import { type SkillPrior, skillPrior } from '@/core/psychometrics/skill-prior';
import { anItem, anyGradedItem, aSkillGraph, normalDraw, parameters, seededDice } from './builders';

vi.setConfig({ testTimeout: 30_000 }); // computes for seconds; a busy machine is not a failure

const standard: SkillPrior = { mean: new Float64Array(1), covariance: new Float64Array([1]) };
const chain6 = skillPrior(
  aSkillGraph(6, [
    [0, 1],
    [1, 2],
    [0, 3],
  ]),
);

/** Items of every kind: right or wrong with guessing, and part scores of 2 to 4 points. */
function mixedItem(dice: { next(): number }): ItemParameters {
  const discrimination = Math.exp(0.1 + 0.3 * normalDraw(dice));
  const difficulty = 1.2 * normalDraw(dice);
  if (dice.next() < 0.4) return parameters({ discrimination, difficulty, guessing: 0.2 });
  const points = 2 + Math.floor(3 * dice.next());
  const thresholds = Array.from({ length: points }, (_, j) => (j - (points - 1) / 2) * (0.5 + 0.6 * dice.next()));
  return parameters({ discrimination, difficulty, thresholds: thresholds.sort((x, y) => x - y) });
}

function mixedResponses(seed: number, count: number, skills: number): ScoredResponse[] {
  const dice = seededDice(seed);
  const abilities = Array.from({ length: skills }, () => normalDraw(dice));
  return Array.from({ length: count }, (_, i) => {
    const item = mixedItem(dice);
    const skill = i % skills;
    return { itemId: `item-${i}`, skill, parameters: item, score: drawScore(item, abilities[skill]!, dice.next()) };
  });
}

test('agrees with the exact posterior of one skill when items bring part scores', () => {
  for (let seed = 1; seed <= 120; seed++) {
    const responses = mixedResponses(seed, 3 + (seed % 25), 1);
    const exact = expectedAPosteriori(responses, undefined, { points: 241 });
    const posterior = finalAbility(standard, responses);
    expect(Math.abs(posterior.mean[0]! - exact.theta)).toBeLessThan(0.015);
    expect(Math.abs(skillSd(posterior, 0) - exact.sd)).toBeLessThan(0.035);
  }
});

test('a single response to a graded item is matched as Bayes says, score by score', () => {
  const item = parameters({
    discrimination: 1.4,
    difficulty: 0.3,
    thresholds: [-0.9, 0.1, 0.8],
    difficultyVariance: 0.2,
  });
  for (let score = 0; score <= 3; score++) {
    const exact = averagedPosterior(item, score);
    const posterior = finalAbility(standard, [{ itemId: 'x', skill: 0, parameters: item, score }]);
    expect(posterior.mean[0]!).toBeCloseTo(exact.theta, 4);
    expect(skillSd(posterior, 0)).toBeCloseTo(exact.sd, 4);
  }
});

test('an assumed discrimination is averaged out as well, an estimated one is not', () => {
  const items = [
    parameters({ difficulty: 0.4, guessing: 0.25, upperAsymptote: 0.98, difficultyVariance: 0.75 }),
    parameters({ difficulty: -0.2, thresholds: [-0.8, 0.8], difficultyVariance: 0.75 }),
  ];
  for (const item of items) {
    for (let score = 0; score <= maximumScore(item); score++) {
      const sdOf = (known: ItemParameters) => {
        return skillSd(finalAbility(standard, [{ itemId: 'x', skill: 0, parameters: known, score }]), 0);
      };
      const exact = averagedPosterior(item, score, 0.3);
      const posterior = finalAbility(standard, [{ itemId: 'x', skill: 0, parameters: item, score }]);
      expect(posterior.mean[0]!).toBeCloseTo(exact.theta, 4);
      expect(skillSd(posterior, 0)).toBeCloseTo(exact.sd, 4);
      const estimated = { ...item, discrimination: 1 + 1e-9 };
      expect(sdOf(estimated)).toBeCloseTo(averagedPosterior(estimated, score).sd, 4);
      expect(sdOf({ ...item, difficultyVariance: 0 })).toBeCloseTo(
        averagedPosterior({ ...item, difficultyVariance: 0 }, score).sd,
        4,
      );
      expect(Math.abs(exact.sd - averagedPosterior(item, score).sd)).toBeGreaterThan(2e-4);
    }
  }
});

/** Mean and sd of theta ~ N(0, 1) after one score, b and log a averaged over their uncertainty, on even grids. */
function averagedPosterior(item: ItemParameters, score: number, logSlopeSd = 0): { theta: number; sd: number } {
  const sums = { weight: 0, first: 0, second: 0 };
  const slopes = logSlopeSd === 0 ? [0] : Array.from({ length: 41 }, (_, i) => (i - 20) / 4);
  for (const slope of slopes) {
    const discrimination = item.discrimination * Math.exp(logSlopeSd * slope);
    for (let theta = -7; theta <= 7; theta += 0.05) {
      for (let z = -6; z <= 6; z += logSlopeSd === 0 ? 0.1 : 0.4) {
        const difficulty = item.difficulty + z * Math.sqrt(item.difficultyVariance);
        const at = { ...item, discrimination, difficulty };
        const weight = Math.exp(-(theta * theta + z * z + slope * slope) / 2) * scoreCurves(at, theta)[score]!.p;
        sums.weight += weight;
        sums.first += weight * theta;
        sums.second += weight * theta * theta;
      }
    }
  }
  const theta = sums.first / sums.weight;
  return { theta, sd: Math.sqrt(sums.second / sums.weight - theta * theta) };
}

test('part scores written as one boundary give the dichotomous posterior to the bit', () => {
  const responses = mixedResponses(7, 30, 6).map((response) => {
    const { thresholds: _, ...plain } = response.parameters;
    return { ...response, parameters: plain, score: Math.min(1, response.score) };
  });
  const single = responses.map((response) => {
    return { ...response, parameters: { ...response.parameters, thresholds: [0] } };
  });
  const [once, again] = [responses, single].map((given) => estimateAbility(chain6, given));
  expect([...again!.mean, ...again!.covariance]).toEqual([...once!.mean, ...once!.covariance]);
  expect(maximumAPosteriori(single)).toEqual(maximumAPosteriori(responses));
  expect(weightedLikelihood(single)).toEqual(weightedLikelihood(responses));
});

test('the same set of graded responses gives the same posterior to the bit, in any order', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.array(fc.nat(1e6), { minLength: 30, maxLength: 30 }),
      (seed, keys) => {
        const responses = mixedResponses(seed, 30, 6);
        const shuffled = responses
          .map((response, i) => ({ response, key: keys[i]! }))
          .sort((x, y) => x.key - y.key)
          .map(({ response }) => response);
        expect(estimateAbility(chain6, shuffled)).toEqual(estimateAbility(chain6, responses));
      },
    ),
    { numRuns: 25 },
  );
});

test('after three sweeps the order of computation moves no skill by more than .002', () => {
  let widest = 0;
  for (let seed = 1; seed <= 20; seed++) {
    const responses = mixedResponses(seed, 30, 6);
    const dice = seededDice(seed);
    const means = Array.from({ length: 6 }, () => {
      // New ids make a new canonical order within each skill.
      const renamed = responses.map((response) => ({ ...response, itemId: `${dice.next()}` }));
      return estimateAbility(chain6, renamed).mean;
    });
    for (let k = 0; k < 6; k++) {
      const values = means.map((mean) => mean[k]!);
      widest = Math.max(widest, Math.max(...values) - Math.min(...values));
    }
  }
  expect(widest).toBeLessThan(0.002);
});

test('with fixed parameters no set of graded answers makes any skill less certain than the prior', () => {
  const anyAnswer = fc.record({
    item: anyGradedItem,
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    skill: fc.nat(5),
  });
  fc.assert(
    fc.property(fc.array(anyAnswer, { maxLength: 25 }), (answers) => {
      const responses = answers.map(({ item, share, skill }, i): ScoredResponse => {
        return { itemId: `${i}`, skill, parameters: item, score: Math.round(share * maximumScore(item)) };
      });
      const { covariance, sites } = propagateResponses(chain6, responses, 10, 1e-6);
      for (let k = 0; k < 6; k++) expect(covariance[k * 7]!).toBeLessThanOrEqual(1 + 1e-12);
      for (const precision of sites.precision) expect(precision).toBeGreaterThanOrEqual(-1e-12);
    }),
  );
});

test('each further point raises the skill and the skills related to it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), anyGradedItem, fc.nat(5), (seed, item, skill) => {
      const others = mixedResponses(seed, 12, 6);
      const means = Array.from({ length: maximumScore(item) + 1 }, (_, score) => {
        return finalAbility(chain6, [...others, { itemId: 'extra', skill, parameters: item, score }]).mean;
      });
      for (let score = 1; score < means.length; score++) {
        for (let k = 0; k < 6; k++) expect(means[score]![k]!).toBeGreaterThan(means[score - 1]![k]!);
      }
    }),
    { numRuns: 50 },
  );
});

test('a score between two boundaries has its likeliest ability halfway between them', () => {
  const item = parameters({ discrimination: 1.7, difficulty: 0.5, thresholds: [-1.2, 0.4, 0.9] });
  expect(maximumLikelihood([{ parameters: item, score: 1 }]).theta).toBeCloseTo(0.5 + (-1.2 + 0.4) / 2, 9);
  expect(maximumLikelihood([{ parameters: item, score: 2 }]).theta).toBeCloseTo(0.5 + (0.4 + 0.9) / 2, 9);
  expect(maximumLikelihood([{ parameters: item, score: 0 }]).theta).toBe(-6);
  expect(maximumLikelihood([{ parameters: item, score: 3 }]).theta).toBe(6);
  const symmetric = parameters({ thresholds: [-0.7, 0.7] });
  expect(maximumAPosteriori([{ parameters: symmetric, score: 1 }]).theta).toBeCloseTo(0, 9);
  expect(expectedAPosteriori([{ parameters: symmetric, score: 1 }]).theta).toBeCloseTo(0, 9);
  expect(weightedLikelihood([{ parameters: symmetric, score: 1 }]).theta).toBeCloseTo(0, 6);
});

test('the maxima of graded likelihoods are maxima, and their standard errors come from the information', () => {
  for (let seed = 1; seed <= 30; seed++) {
    const responses = mixedResponses(seed, 12, 1);
    const ml = maximumLikelihood(responses);
    const map = maximumAPosteriori(responses);
    for (let theta = -6; theta <= 6; theta += 0.25) {
      expect(logLikelihood(responses, theta)).toBeLessThanOrEqual(logLikelihood(responses, ml.theta) + 1e-9);
      expect(logLikelihood(responses, theta) - theta ** 2 / 2).toBeLessThanOrEqual(
        logLikelihood(responses, map.theta) - map.theta ** 2 / 2 + 1e-9,
      );
    }
    const total = responses.reduce((sum, { parameters: item }) => sum + information(item, map.theta), 0);
    expect(map.sd).toBeCloseTo(1 / Math.sqrt(total + 1), 9);
  }
});

test("Warm's estimate solves l' + J / (2 I) = 0 with derivatives taken numerically", () => {
  const responses = mixedResponses(11, 14, 1).filter(({ parameters: item }) => item.thresholds !== undefined);
  const { theta } = weightedLikelihood(responses);
  const step = 1e-4;
  let slope = 0;
  let info = 0;
  let bend = 0;
  for (const { parameters: item, score } of responses) {
    slope +=
      (Math.log(scoreProbability(item, score, theta + step)) - Math.log(scoreProbability(item, score, theta - step))) /
      (2 * step);
    for (let x = 0; x <= maximumScore(item); x++) {
      const [below, p, above] = [theta - step, theta, theta + step].map((at) => scoreProbability(item, x, at));
      const first = (above! - below!) / (2 * step);
      const second = (above! - 2 * p! + below!) / (step * step);
      info += (first * first) / p!;
      bend += (first * second) / p!;
    }
  }
  expect(Math.abs(slope + bend / (2 * info))).toBeLessThan(1e-5);
});

test('the expected gain is the variance removed, averaged over all scores', () => {
  const prior = { mean: new Float64Array([0.3]), covariance: new Float64Array([0.8]) };
  fc.assert(
    fc.property(anyGradedItem, (item) => {
      const gain = { share: 0, success: 0 };
      gradedGain(item.discrimination, Float64Array.from(boundaries(item)), 0.3, Math.sqrt(0.8), gain);
      let expected = 0.8;
      let points = 0;
      for (let score = 0; score <= maximumScore(item); score++) {
        const p = predicted(item, score, 0.3, Math.sqrt(0.8));
        const response = { itemId: 'x', skill: 0, parameters: item, score };
        expected -= p * estimateAbility(prior, [response], { sweeps: 1 }).covariance[0]!;
        points += p * score;
      }
      // The expectation is taken on a grid of its own; 21 points on steep, narrow scores are good to .0005.
      expect(gain.share * 0.8).toBeCloseTo(expected, 3);
      expect(gain.success).toBeCloseTo(points / maximumScore(item), 3);
    }),
  );
});

test('one boundary gains what the dichotomous item gains, more boundaries at least as much', () => {
  fc.assert(
    fc.property(anyGradedItem, fc.double({ min: -2, max: 2, noNaN: true }), (item, mean) => {
      const graded = { share: 0, success: 0 };
      const plain = { share: 0, success: 0 };
      const places = boundaries(item);
      gradedGain(item.discrimination, Float64Array.of(places[0]!), mean, 0.7, graded);
      itemGain(item.discrimination, places[0]!, 0, 1, mean, 0.7, plain);
      expect(graded.share).toBeCloseTo(plain.share, 12);
      expect(graded.success).toBeCloseTo(plain.success, 12);
      gradedGain(item.discrimination, Float64Array.from(places), mean, 0.7, graded);
      expect(graded.share).toBeGreaterThanOrEqual(plain.share - 1e-12);
    }),
  );
});

test('an answer to a graded item moves its difficulty as Bayes says', () => {
  const item = parameters({ discrimination: 1.3, difficulty: 0.4, difficultyVariance: 0.7, thresholds: [-0.8, 0.5] });
  const ability = { theta: -0.3, sd: 0.6 };
  for (const score of [0, 1, 2]) {
    const sums = [0, 0, 0];
    for (let i = -120; i <= 120; i++) {
      const b = 0.4 + Math.sqrt(0.7) * i * 0.05;
      const weight = Math.exp(-((i * 0.05) ** 2) / 2) * predicted({ ...item, difficulty: b }, score, -0.3, 0.6);
      for (let power = 0; power < 3; power++) sums[power]! += weight * b ** power;
    }
    const updated = updateDifficulty(item, score, ability);
    expect(updated.difficulty).toBeCloseTo(sums[1]! / sums[0]!, 5);
    expect(updated.difficultyVariance).toBeCloseTo(sums[2]! / sums[0]! - (sums[1]! / sums[0]!) ** 2, 5);
    expect(updated.thresholds).toEqual(item.thresholds);
  }
});

test('leaving one graded response out gives nearly what scoring without it gives', () => {
  const responses = mixedResponses(4, 24, 6);
  for (const { response, ability } of leaveOneOut(chain6, responses)) {
    const without = finalAbility(
      chain6,
      responses.filter(({ itemId }) => itemId !== response.itemId),
    );
    expect(Math.abs(ability.theta - without.mean[response.skill]!)).toBeLessThan(0.04);
    expect(Math.abs(ability.sd - skillSd(without, response.skill))).toBeLessThan(0.04);
  }
});

test('person fit of part scores is about standard normal for people who answer as the model says', () => {
  const dice = seededDice(15);
  const items = Array.from({ length: 40 }, () => mixedItem(dice));
  const values = Array.from({ length: 500 }, () => {
    const theta = normalDraw(dice);
    const fit = personFit(
      items.map((item, i): ScoredResponse => {
        return { itemId: `${i}`, skill: 0, parameters: item, score: drawScore(item, theta, dice.next()) };
      }),
    );
    if (fit.status !== 'measured') throw new Error('expected a measurement');
    return fit.lzStar;
  });
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  expect(Math.abs(mean)).toBeLessThan(0.15);
  expect(Math.abs(sd - 1)).toBeLessThan(0.1);
});

test.each(['MFI', 'KL', 'KLP', 'MEPV', 'MLWI', 'MPWI'] as const)(
  '%s values part scores above right or wrong',
  (criterion) => {
    const grid = abilityGrid([{ parameters: parameters({ thresholds: [-0.5, 0.5] }), score: 1 }], 0);
    const items = [parameters(), parameters({ thresholds: [-0.8, 0, 0.8] }), parameters({ thresholds: [0] })];
    expect(bestItem(criterion, items, grid)).toBe(1);
    expect(criterionValue(criterion, items[2]!, grid)).toBeCloseTo(criterionValue(criterion, items[0]!, grid), 12);
  },
);

test('sessions over a bank of both kinds are as precise as they say', () => {
  const dice = seededDice(3);
  const bank = Array.from({ length: 240 }, (_, i) => {
    return anItem({ id: `item-${i}`, skillId: `skill-${i % 3}`, parameters: mixedItem(dice) });
  });
  const graph = aSkillGraph(3);
  const engine = createEngine({ pool: compilePool(bank, graph), graph, rules: { minItems: 18, maxItems: 18 } });
  const summary = simulateSessions(engine, seededDice(4), { people: 300 });
  expect(Math.abs(summary.coverage90 - 0.9)).toBeLessThan(0.03);
  expect(summary.meanSkillRmse).toBeLessThan(0.45);
});

test('points an item cannot bring are refused', () => {
  const graph = aSkillGraph(1);
  const bank = [anItem({ parameters: { thresholds: [-1, 0, 1] } }), anItem({ id: 'plain' })];
  const engine = createEngine({ pool: compilePool(bank, graph), graph, rules: { minItems: 1, maxItems: 2 } });
  expect(engine.estimate([{ itemId: 'item', score: 3 }]).mean[0]!).toBeGreaterThan(0);
  for (const answer of [
    { itemId: 'item', score: 4 },
    { itemId: 'item', score: 1.5 },
    { itemId: 'item', score: -1 },
    { itemId: 'plain', score: 2 },
    { itemId: 'plain', score: Number.NaN },
  ]) {
    expect(() => engine.estimate([answer])).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  }
});

test('an item of the pool gains by its own model', () => {
  const graph = aSkillGraph(1);
  const graded = parameters({ discrimination: 1.2, difficultyVariance: 0.3, thresholds: [-0.6, 0.6] });
  const pool = compilePool([anItem({ id: 'a', parameters: graded }), anItem({ id: 'b' })], graph);
  const [fromPool, direct] = [0, 1].map(() => ({ share: 0, success: 0 }));
  poolItemGain(pool, 0, 0.2, 0.8, fromPool!);
  responseGain(graded, 0.2, 0.8, direct!);
  expect(fromPool).toEqual(direct);
  poolItemGain(pool, 1, 0.2, 0.8, fromPool!);
  itemGain(1, 0, 0, 1, 0.2, 0.8, direct!);
  expect(fromPool).toEqual(direct);
});

/** Probability of a score when theta ~ N(mean, sd^2), by an even grid of its own. */
function predicted(item: ItemParameters, score: number, mean: number, sd: number): number {
  let sum = 0;
  for (let j = -160; j <= 160; j++) {
    const z = j * 0.05;
    sum += (scoreCurves(item, mean + sd * z)[score]!.p * Math.exp((-z * z) / 2) * 0.05) / Math.sqrt(2 * Math.PI);
  }
  return sum;
}
