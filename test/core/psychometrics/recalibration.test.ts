import { expect, test } from 'vitest';
import type { ItemParameters } from '@/core/items/item';
import { drawScore } from '@/core/psychometrics/item-response';
import { newTally, tallyAnswer } from '@/core/psychometrics/item-tally';
import { type CalibratableItem, recalibrateSkill, type SkillAnswer } from '@/core/psychometrics/recalibration';
import { normalDraw, parameters, seededDice } from './builders';

const TRUTH = Array.from({ length: 12 }, (_, j) =>
  parameters({ difficulty: (j - 5.5) / 4, discrimination: 0.8 + (j % 3) * 0.3 }),
);

/** `people` with mean ability answer the items; nobody's guess of b is better than 0 give or take 1. */
function answeredBy(people: number, mean: number, anchors: ReadonlyMap<number, CalibratableItem> = new Map()) {
  const dice = seededDice(people + 1);
  const provisional = parameters({ difficultyVariance: 1 });
  const tallies = TRUTH.map(() => newTally(provisional));
  const answers: SkillAnswer[] = [];
  for (let person = 0; person < people; person++) {
    const theta = mean + normalDraw(dice);
    TRUTH.forEach((truth, j) => {
      const points = drawScore(truth, theta, dice.next());
      const ability = { theta, sd: 0.5 };
      tallies[j] = tallyAnswer(tallies[j]!, provisional, { points, ability, responseTimeMs: 20_000, optionId: null });
      answers.push({ sessionId: `${person}`, key: `item-${j}`, points });
    });
  }
  const items = tallies.map((tally, j): CalibratableItem => {
    return anchors.get(j) ?? { key: `item-${j}`, parameters: provisional, tally, anchor: false };
  });
  return { items, answers };
}

function outcome(items: readonly CalibratableItem[], answers: readonly SkillAnswer[]) {
  const steps = recalibrateSkill(items, answers);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

test('the first calibration finds a and b and makes anchors', () => {
  const { items, answers } = answeredBy(1_500, 0);
  const { marginal, published, newAnchors } = outcome(items, answers);
  expect(marginal).toMatchObject({ items: 12, people: 1_500 });
  for (const { key, difficulty, discrimination, difficultyVariance } of published) {
    const truth = TRUTH[Number(key.slice(5))]!;
    expect(Math.abs(difficulty - truth.difficulty)).toBeLessThan(0.25);
    expect(Math.abs(Math.log(discrimination / truth.discrimination))).toBeLessThan(0.3);
    expect(Math.abs(difficulty - truth.difficulty) / Math.sqrt(difficultyVariance)).toBeLessThan(4);
  }
  expect(newAnchors).toHaveLength(12);
});

test('abler people later do not shift the scale once anchors hold it', () => {
  const anchors = new Map(
    [0, 2, 4, 6, 8, 10].map((j) => {
      const known = { key: `item-${j}`, parameters: TRUTH[j]!, tally: newTally(TRUTH[j]!), anchor: true };
      return [j, known] as const;
    }),
  );
  const { items, answers } = answeredBy(1_000, 0.8, anchors);
  const { published, newAnchors } = outcome(items, answers);
  expect(published.map(({ key }) => key)).toEqual([1, 3, 5, 7, 9, 11].map((j) => `item-${j}`));
  const shift =
    published.reduce((sum, { key, difficulty }) => sum + difficulty - TRUTH[Number(key.slice(5))]!.difficulty, 0) / 6;
  expect(Math.abs(shift)).toBeLessThan(0.15);
  expect(newAnchors).toEqual([]);
});

test('with few answers only single-item updates are published, and it says why', () => {
  const { items, answers } = answeredBy(60, 0);
  const { marginal, reason, published } = outcome(items, answers);
  expect({ marginal, reason }).toEqual({ marginal: null, reason: 'tooFewItems' });
  expect(new Set(published.map(({ method }) => method))).toEqual(new Set(['bayesianUpdate']));
});

/** A graded item answered by the same 1,500 people as the others, who are known by their other answers alone. */
function withGraded(truth: ItemParameters, provisional: ItemParameters) {
  const dice = seededDice(77);
  const answers: SkillAnswer[] = [];
  const tallies = TRUTH.map((item) => newTally(parameters({ ...item, difficultyVariance: 1 })));
  let tally = newTally(provisional);
  for (let person = 0; person < 1_500; person++) {
    const theta = normalDraw(dice);
    const sessionId = `${person}`;
    const evidence = { ability: { theta, sd: 0.5 }, responseTimeMs: 20_000, optionId: null };
    TRUTH.forEach((item, j) => {
      const points = drawScore(item, theta, dice.next());
      tallies[j] = tallyAnswer(tallies[j]!, parameters(), { points, ...evidence });
      answers.push({ sessionId, key: `item-${j}`, points });
    });
    const points = drawScore(truth, theta, dice.next());
    tally = tallyAnswer(tally, provisional, { points, ...evidence });
    answers.push({ sessionId, key: 'graded', points });
  }
  const items = tallies.map((of, j): CalibratableItem => {
    return { key: `item-${j}`, parameters: parameters(), tally: of, anchor: false };
  });
  return { items: [...items, { key: 'graded', parameters: provisional, tally, anchor: false }], answers };
}

test('a graded item gets its a and all its boundaries, and b keeps its meaning', () => {
  const truth = parameters({ discrimination: 1.4, difficulty: 0.3, thresholds: [-1.2, 0.1, 0.8] });
  const provisional = parameters({ thresholds: [-0.7, 0.1, 0.9], difficultyVariance: 1 });
  const { items, answers } = withGraded(truth, provisional);
  const found = outcome(items, answers).published.find(({ key }) => key === 'graded')!;
  expect(found.method).toBe('marginalLikelihood');
  expect(Math.abs(Math.log(found.discrimination / 1.4))).toBeLessThan(0.15);
  found.thresholds!.forEach((offset, j) => {
    expect(Math.abs(found.difficulty + offset - (truth.difficulty + truth.thresholds![j]!))).toBeLessThan(0.2);
  });
  // The mean offset of the thresholds it came with, .1, is kept.
  expect(found.thresholds!.reduce((sum, offset) => sum + offset, 0) / 3).toBeCloseTo(0.1, 9);
});

test('a graded item that one score was hardly ever given to keeps its a and thresholds', () => {
  const { items, answers } = answeredBy(300, 0);
  const graded = parameters({ thresholds: [-0.5, 0.5], discrimination: 1.4, difficultyVariance: 1 });
  let tally = newTally(graded);
  for (let i = 0; i < 250; i++)
    tally = tallyAnswer(tally, graded, {
      points: i % 2,
      ability: { theta: 0, sd: 0.5 },
      responseTimeMs: 9_000,
      optionId: null,
    });
  const more: CalibratableItem[] = [...items, { key: 'graded', parameters: graded, tally, anchor: false }];
  const { published } = outcome(more, answers);
  expect(published.find(({ key }) => key === 'graded')).toMatchObject({
    method: 'bayesianUpdate',
    discrimination: 1.4,
  });
});
