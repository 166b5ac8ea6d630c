import { expect, test } from 'vitest';
import { fairnessReport, isFlagged } from '@/core/psychometrics/fairness-report';
import { drawScore } from '@/core/psychometrics/item-response';
import { normalDraw, parameters, seededDice } from './builders';

/** Two large groups of equal ability; one item is much harder for the second. */
function twoGroups(size: number) {
  const dice = seededDice(size);
  const people = Array.from({ length: 2 * size }, (_, i) => {
    return { sessionId: `s${i}`, group: i < size ? 'first' : 'second', selected: i % 3 === 0 };
  });
  const answers = people.flatMap(({ sessionId, group }) => {
    const theta = normalDraw(dice);
    return ['fair', 'unfair'].map((itemId) => {
      const difficulty = itemId === 'unfair' && group === 'second' ? 1.5 : 0;
      const points = drawScore(parameters({ difficulty }), theta, dice.next());
      return { sessionId, itemId, theta, points, maxPoints: 1 };
    });
  });
  return { people, answers };
}

test('an item that is harder for one group of the same ability is flagged, a fair one is not', () => {
  const { people, answers } = twoGroups(600);
  const { dif } = fairnessReport(people, answers);
  expect(dif.filter(isFlagged).map(({ itemId }) => itemId)).toEqual(['unfair']);
});

test('says nothing about items few people answered', () => {
  const { people, answers } = twoGroups(60);
  expect(fairnessReport(people, answers).dif.every(({ result }) => result.status === 'notEstimable')).toBe(true);
});

test('a group below ten is named without figures, and none of them lets its size be worked out', () => {
  const { people, answers } = twoGroups(40);
  const few = Array.from({ length: 4 }, (_, i) => ({ sessionId: `few${i}`, group: 'third', selected: true }));
  const report = fairnessReport([...people, ...few], answers);
  expect(report.groups.find(({ group }) => group === 'third')).toEqual({ group: 'third', people: null });
  expect(report.answered).toBe(80);
  expect(report.impact.map(({ group }) => group)).not.toContain('third');
});
