import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ItemParameters } from '@/core/items/item';
import { finalAbility, skillSd } from '@/core/psychometrics/ability';
import { priorDifficulty, updateDifficulty } from '@/core/psychometrics/difficulty-update';
import { probability } from '@/core/psychometrics/item-response';
import { leaveOneOut } from '@/core/psychometrics/leave-one-out';
import type { ScoredResponse } from '@/core/psychometrics/response-factors';
import { skillPrior } from '@/core/psychometrics/skill-prior';
import { aSkillGraph, normalDraw, parameters, seededDice } from './builders';

test("matches Bayes' rule by brute force", () => {
  const item = parameters({
    discrimination: 1.3,
    difficulty: 0.4,
    guessing: 0.2,
    upperAsymptote: 0.98,
    difficultyVariance: 0.7,
  });
  const ability = { theta: -0.3, sd: 0.6 };
  for (const score of [0, 1] as const) {
    const sums = [0, 0, 0];
    for (let i = -120; i <= 120; i++) {
      const b = 0.4 + Math.sqrt(0.7) * i * 0.05;
      let p = 0;
      for (let j = -120; j <= 120; j++) {
        const z = j * 0.05;
        p +=
          (probability({ ...item, difficulty: b }, -0.3 + 0.6 * z) * Math.exp((-z * z) / 2) * 0.05) /
          Math.sqrt(2 * Math.PI);
      }
      const weight = Math.exp(-((i * 0.05) ** 2) / 2) * (score === 1 ? p : 1 - p);
      for (let power = 0; power < 3; power++) sums[power]! += weight * b ** power;
    }
    const mean = sums[1]! / sums[0]!;
    const updated = updateDifficulty(item, score, ability);
    expect(updated.difficulty).toBeCloseTo(mean, 5);
    expect(updated.difficultyVariance).toBeCloseTo(sums[2]! / sums[0]! - mean * mean, 5);
  }
});

test('answers that say nothing leave mean and variance as they were, however many', () => {
  let item: ItemParameters = parameters({ discrimination: 1e-9, difficulty: 0.5, difficultyVariance: 0.8 });
  for (let n = 0; n < 500; n++) item = updateDifficulty(item, n % 2 === 0 ? 1 : 0, { theta: 0, sd: 1 });
  expect(item.difficulty).toBeCloseTo(0.5, 6);
  expect(item.difficultyVariance).toBeCloseTo(0.8, 6);
});

test('a right answer makes an item look easier, a wrong one harder', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.double({ min: 0.1, max: 1, noNaN: true }),
      fc.double({ min: -2, max: 2, noNaN: true }),
      (difficulty, difficultyVariance, theta) => {
        const item = parameters({ difficulty, difficultyVariance, guessing: 0.25 });
        const ability = { theta, sd: 0.5 };
        expect(updateDifficulty(item, 1, ability).difficulty).toBeLessThan(difficulty);
        expect(updateDifficulty(item, 0, ability).difficulty).toBeGreaterThan(difficulty);
      },
    ),
  );
});

test('a hundred answers bring the difficulty near the truth, with an honest variance', () => {
  const dice = seededDice(12);
  let squared = 0;
  let covered = 0;
  const items = 60;
  for (let i = 0; i < items; i++) {
    const truth = parameters({ difficulty: normalDraw(dice), guessing: 0.25 });
    let item: ItemParameters = { ...truth, difficulty: 0, difficultyVariance: 1 };
    for (let n = 0; n < 100; n++) {
      const theta = normalDraw(dice);
      const score = dice.next() < probability(truth, theta) ? 1 : 0;
      item = updateDifficulty(item, score, { theta: theta + 0.4 * normalDraw(dice), sd: 0.4 });
    }
    const error = item.difficulty - truth.difficulty;
    squared += error * error;
    if (Math.abs(error) < 1.645 * Math.sqrt(item.difficultyVariance)) covered++;
  }
  expect(Math.sqrt(squared / items)).toBeLessThan(0.4);
  expect(covered / items).toBeGreaterThan(0.8);
});

test('a rating counts as much as it correlates', () => {
  expect(priorDifficulty(2, 0.5)).toEqual({ difficulty: 1, difficultyVariance: 0.75 });
  expect(priorDifficulty(1.5, 0)).toEqual({ difficulty: 0, difficultyVariance: 1 });
});

test('leaving one response out gives nearly what scoring without it gives', () => {
  const prior = skillPrior(aSkillGraph(3, [[0, 1]]));
  const dice = seededDice(4);
  const responses = Array.from({ length: 18 }, (_, i): ScoredResponse => {
    const item = parameters({ difficulty: normalDraw(dice), guessing: 0.2 });
    return { itemId: `${i}`, skill: i % 3, parameters: item, score: dice.next() < 0.6 ? 1 : 0 };
  });
  const left = leaveOneOut(prior, responses);
  expect(left).toHaveLength(18);
  for (const { response, ability } of left) {
    const without = finalAbility(
      prior,
      responses.filter(({ itemId }) => itemId !== response.itemId),
    );
    expect(Math.abs(ability.theta - without.mean[response.skill]!)).toBeLessThan(0.03);
    expect(Math.abs(ability.sd - skillSd(without, response.skill))).toBeLessThan(0.03);
  }
});
