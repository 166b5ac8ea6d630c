import { expect, test } from 'vitest';
import { maximumAPosteriori } from '@/core/psychometrics/estimators';
import { probability } from '@/core/psychometrics/item-response';
import { personFit, skillFit } from '@/core/psychometrics/person-fit';
import type { ScoredResponse } from '@/core/psychometrics/response-factors';
import { normalDraw, parameters, seededDice } from './builders';

const items = Array.from({ length: 40 }, (_, i) =>
  parameters({ discrimination: 0.8 + 0.02 * (i % 30), difficulty: -2 + 0.1 * i }),
);

function answer(theta: number, dice: { next(): number }, skills = 1): ScoredResponse[] {
  return items.map((item, i) => {
    return {
      itemId: `${i}`,
      skill: i % skills,
      parameters: item,
      score: dice.next() < probability(item, theta) ? 1 : 0,
    };
  });
}

test.each([1, 2])('is about standard normal for people who answer as the model says (%d skills)', (skills) => {
  const dice = seededDice(8);
  const values = Array.from({ length: 1500 }, () => {
    const fit = personFit(answer(normalDraw(dice), dice, skills));
    if (fit.status !== 'measured') throw new Error('expected a measurement');
    return fit;
  });
  const mean = values.reduce((sum, { lzStar }) => sum + lzStar, 0) / values.length;
  const sd = Math.sqrt(values.reduce((sum, { lzStar }) => sum + (lzStar - mean) ** 2, 0) / values.length);
  expect(Math.abs(mean)).toBeLessThan(0.15);
  expect(Math.abs(sd - 1)).toBeLessThan(0.1);
  expect(values.filter(({ flagged }) => flagged).length / values.length).toBeLessThan(0.045);
});

test('is the sum of residuals weighted by what the ability estimate does not explain', () => {
  const responses = answer(0.4, seededDice(2));
  const { theta } = maximumAPosteriori(responses);
  const terms = responses.map(({ parameters: item, score }) => {
    const p = probability(item, theta);
    // For 2PL items P' / (P Q) is the discrimination.
    return { surplus: score - p, spread: p * (1 - p), w: Math.log(p / (1 - p)), r: item.discrimination };
  });
  const c =
    terms.reduce((sum, { r, spread, w }) => sum + r * spread * w, 0) /
    terms.reduce((sum, { r, spread }) => sum + r * r * spread, 0);
  const { numerator, variance } = skillFit(responses);
  expect(numerator).toBeCloseTo(
    terms.reduce((sum, { surplus, w, r }) => sum + surplus * (w - c * r), 0),
    8,
  );
  expect(variance).toBeCloseTo(
    terms.reduce((sum, { spread, w, r }) => sum + (w - c * r) ** 2 * spread, 0),
    8,
  );
});

test('flags someone who misses the easy items and solves the hard ones, not the reverse', () => {
  const scored = (right: (i: number) => boolean) =>
    personFit(
      items.map((item, i): ScoredResponse => ({ itemId: `${i}`, skill: 0, parameters: item, score: right(i) ? 1 : 0 })),
    );
  expect(scored((i) => i >= 20)).toMatchObject({ status: 'measured', flagged: true });
  expect(scored((i) => i < 20)).toMatchObject({ status: 'measured', flagged: false });
});

test('is not measured below 15 responses', () => {
  expect(personFit(answer(0, seededDice(1)).slice(0, 14))).toEqual({ status: 'notMeasured', responses: 14 });
  expect(personFit(answer(0, seededDice(1)).slice(0, 15)).status).toBe('measured');
});
