import { expect, test } from 'vitest';
import { NO_PILOT, type PilotData, pilotGate } from '@/core/items/gates/pilot-gate';
import { type ItemTally, newTally } from '@/core/psychometrics/item-tally';
import { parameters } from '../../psychometrics/builders';

/** 200 answers, p = .6, r about .4, every option chosen. */
const GOOD: ItemTally = {
  ...newTally(parameters()),
  n: 200,
  share: 120,
  shareSquared: 120,
  theta: 0,
  thetaSquared: 200,
  shareTheta: 40,
  options: { a: 120, b: 40, c: 25, d: 15 },
  difficulty: -0.4,
  difficultyVariance: 0.04,
};
const OPTIONS = { keyId: 'a', optionIds: ['a', 'b', 'c', 'd'] };
const gate = (tally: Partial<ItemTally> = {}, rest: Partial<PilotData> = {}) =>
  pilotGate({ tally: { ...GOOD, ...tally }, most: 1, options: OPTIONS, dif: [], ...rest });
const textOf = (outcome: ReturnType<typeof gate>, label: string) =>
  outcome.evidence.find((line) => line.label === label)?.text;

test('is not run while nobody has answered', () => {
  expect(pilotGate(null)).toMatchObject({ result: 'notRun', summary: NO_PILOT });
});

test('passes with the figures it rests on', () => {
  const outcome = gate();
  expect(outcome).toMatchObject({ result: 'passed', summary: 'All conditions are met by 200 answers.' });
  expect(textOf(outcome, 'Answers')).toBe('200');
  expect(textOf(outcome, 'Uncertainty of the difficulty')).toBe('0.20; at most 0.35');
  expect(textOf(outcome, 'Share of points')).toMatch(/^0\.60 \(0\.53 to 0\.67\)/);
  expect(textOf(outcome, 'Option a, the key')).toBe('120 of 200 (60 %)');
});

test('decides nothing while the difficulty is uncertain, however bad the other figures are', () => {
  const outcome = gate({ n: 20, share: 20, difficultyVariance: 0.3 });
  expect(outcome.result).toBe('notRun');
  expect(outcome.summary).toContain('20 answers');
});

test('fails for an option nobody takes, naming what is not met', () => {
  const outcome = gate({ options: { a: 160, b: 40 } });
  expect(outcome).toMatchObject({
    result: 'failed',
    summary: 'By 200 answers these are not met: least chosen distractor.',
  });
  expect(textOf(outcome, 'Option d')).toBe('0 of 200 (0 %)');
});

test('a family is judged by everything but its options, which vary', () => {
  const outcome = gate({ options: {} }, { options: null });
  expect(outcome.result).toBe('passed');
  expect(textOf(outcome, 'Least chosen distractor')).toMatch(/^does not apply/);
});

test('fails when it functions differently for a group, and tells too small groups from equal ones', () => {
  const measured = { status: 'measured', oddsRatio: 3, delta: -2.6, deltaSd: 0.3, chiSquare: 9, p: 0.002, dif: 'C' };
  const entry = { question: 'gender', itemVersion: 1, itemId: 'x', focal: 'woman', reference: 'man' };
  const flagged = gate({}, { dif: [{ ...entry, result: measured as never }] });
  expect(flagged).toMatchObject({ result: 'failed' });
  expect(textOf(flagged, 'Same for all groups: gender, woman and man')).toBe('class C, delta -2.60 (-3.19 to -2.01)');
  const small = gate({}, { dif: [{ ...entry, result: { status: 'notEstimable', focal: 12, total: 90 } }] });
  expect(small.result).toBe('passed');
  expect(textOf(small, 'Same for all groups: gender, woman and man')).toMatch(/^not estimable: 12/);
});
