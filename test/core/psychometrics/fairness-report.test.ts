import { expect, test } from 'vitest';
import { expectedAPosteriori } from '@/core/psychometrics/estimators';
import { fairnessReport, isFlagged } from '@/core/psychometrics/fairness-report';
import { drawScore } from '@/core/psychometrics/item-response';
import { leaveOneOut, thetaWithAnswer } from '@/core/psychometrics/leave-one-out';
import { normalDraw, parameters, seededDice } from './builders';

/** Two large groups of equal ability; one item is much harder for the second. */
function twoGroups(size: number) {
  const dice = seededDice(size);
  const people = Array.from({ length: 2 * size }, (_, i) => {
    return { personId: `p${i}`, sessionId: `s${i}`, group: i < size ? 'first' : 'second', selected: i % 3 === 0 };
  });
  const answers = people.flatMap(({ sessionId, group }) => {
    const theta = normalDraw(dice);
    return ['fair', 'unfair'].map((itemId) => {
      const difficulty = itemId === 'unfair' && group === 'second' ? 1.5 : 0;
      const points = drawScore(parameters({ difficulty }), theta, dice.next());
      return { sessionId, itemId, itemVersion: 1, theta, points, maxPoints: 1 };
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
  const few = Array.from({ length: 4 }, (_, i) => ({
    personId: `few${i}`,
    sessionId: `few${i}`,
    group: 'third',
    selected: true,
  }));
  const report = fairnessReport([...people, ...few], answers);
  expect(report.groups.find(({ group }) => group === 'third')).toEqual({ group: 'third', people: null });
  expect(report.answered).toBe(80);
  expect(report.impact.map(({ group }) => group)).not.toContain('third');
});

test('items that treat groups of different ability alike seem fair, matched with the item among the answers', () => {
  const dice = seededDice(11);
  const items = Array.from({ length: 8 }, (_, i) => parameters({ difficulty: (i - 3.5) / 2, guessing: 0.2 }));
  const prior = { mean: new Float64Array(1), covariance: Float64Array.of(1) };
  const people = Array.from({ length: 2000 }, (_, i) => {
    return { personId: `p${i}`, sessionId: `s${i}`, group: i % 2 === 0 ? 'higher' : 'lower', selected: false };
  });
  const left = people.flatMap(({ sessionId, group }) => {
    const theta = normalDraw(dice) - (group === 'lower' ? 0.7 : 0);
    const responses = items.map((item, i) => {
      return { itemId: `item-${i}`, skill: 0, parameters: item, score: drawScore(item, theta, dice.next()) };
    });
    const whole = expectedAPosteriori(responses).theta;
    return leaveOneOut(prior, responses).map(({ response, ability }) => {
      const { itemId, parameters: known, score: points } = response;
      const together = thetaWithAnswer(ability, known, points);
      expect(Math.abs(together - whole)).toBeLessThan(0.02); // what was taken out is back
      return { sessionId, itemId, itemVersion: 1, points, maxPoints: 1, without: ability.theta, theta: together };
    });
  });
  const meanDelta = (answers: Parameters<typeof fairnessReport>[1]) => {
    const deltas = fairnessReport(people, answers).dif.map(({ result }) =>
      result.status === 'measured' ? result.delta : Number.NaN,
    );
    return deltas.reduce((sum, delta) => sum + delta, 0) / deltas.length;
  };
  expect(Math.abs(meanDelta(left))).toBeLessThan(0.2);
  expect(meanDelta(left.map(({ without, ...answer }) => ({ ...answer, theta: without })))).toBeLessThan(-0.5);
});

test('a version that was mended is not judged by the answers to the one before', () => {
  const { people, answers } = twoGroups(600);
  const first = answers.filter(({ itemId }) => itemId === 'unfair');
  const second = answers.filter(({ itemId }) => itemId === 'fair');
  const mended = second.map((answer) => ({ ...answer, itemId: 'unfair', itemVersion: 2 }));
  const flagged = fairnessReport(people, [...first, ...mended]).dif.filter(isFlagged);
  expect(flagged.map(({ itemId, itemVersion }) => [itemId, itemVersion])).toEqual([['unfair', 1]]);
});

test('whoever takes an assessment several times is one applicant', () => {
  const { people } = twoGroups(40);
  const once = fairnessReport(people, []);
  const again = people.filter(({ group }) => group === 'first').map((person) => ({ ...person, sessionId: 'again' }));
  expect(fairnessReport([...people, ...again], [])).toEqual(once);
  const nine = Array.from({ length: 18 }, (_, i) => {
    return { personId: `n${i % 9}`, sessionId: `n${i}`, group: 'third', selected: false };
  });
  expect(fairnessReport([...people, ...nine], []).groups).toContainEqual({ group: 'third', people: null });
});
