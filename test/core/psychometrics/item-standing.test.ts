import { describe, expect, test } from 'vitest';
import { driftAlarm, NO_DRIFT, watchDrift } from '@/core/psychometrics/item-drift';
import { drawScore, probability } from '@/core/psychometrics/item-response';
import { decideStanding, type ItemOptions, promotionChecks } from '@/core/psychometrics/item-standing';
import { type ItemTally, itemFigures, newTally, tallyAnswer } from '@/core/psychometrics/item-tally';
import { normalDraw, parameters, seededDice } from './builders';

const OPTIONS: ItemOptions = { keyId: 'key', optionIds: ['key', 'x', 'y', 'z'] };

/** An item answered by people whose other answers say where they stand to within half a theta. */
function answered(n: number, truth = parameters({ discrimination: 1.2 }), distractors = ['x', 'y', 'z']): ItemTally {
  const dice = seededDice(n);
  const start = parameters({ difficultyVariance: 1, difficulty: 0.6 });
  let tally = newTally(start);
  for (let i = 0; i < n; i++) {
    const theta = normalDraw(dice);
    const points = drawScore(truth, theta, dice.next());
    const ability = { theta: theta + 0.5 * normalDraw(dice), sd: 0.5 };
    const responseTimeMs = Math.round(30_000 * Math.exp(0.4 * normalDraw(dice)));
    const optionId = points ? 'key' : distractors[i % distractors.length]!;
    tally = tallyAnswer(tally, start, { points, ability, responseTimeMs, optionId });
  }
  return tally;
}

describe('the figures of an item', () => {
  test('come with their n and interval, and hold the truth', () => {
    const figures = itemFigures(answered(400), 1);
    expect(figures.p).toMatchObject({ n: 400 });
    if (figures.difficulty.value === null) throw new Error('400 answers are enough');
    expect(figures.difficulty.interval!.low).toBeLessThan(0);
    expect(figures.difficulty.interval!.high).toBeGreaterThan(-0.4);
    expect(figures.correlation.value).toBeGreaterThan(0.2);
    expect(figures.options.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  test('of times and part scores have intervals that hold the truth in 95 % of samples or more', () => {
    const item = parameters({ discrimination: 1.2, thresholds: [-0.6, 0.6], difficultyVariance: 1 });
    const held = { time: 0, share: 0 };
    for (let sample = 0; sample < 400; sample++) {
      const dice = seededDice(sample);
      let tally = newTally(item);
      for (let i = 0; i < 40; i++) {
        const points = drawScore({ ...item, difficultyVariance: 0 }, normalDraw(dice), dice.next());
        const responseTimeMs = 30_000 * Math.exp(0.6 * normalDraw(dice) - 0.18);
        tally = tallyAnswer(tally, item, { points, ability: { theta: 0, sd: 1 }, responseTimeMs, optionId: null });
      }
      const { timeMs, p } = itemFigures(tally, 2);
      if (timeMs.value === null || p.value === null) throw new Error('40 answers are enough');
      if (timeMs.interval!.low <= 30_000 && 30_000 <= timeMs.interval!.high) held.time += 1;
      if (p.interval!.low <= 0.5 && 0.5 <= p.interval!.high) held.share += 1; // symmetric about 0
    }
    expect(held.time).toBeGreaterThan(368);
    expect(held.time).toBeLessThan(396);
    expect(held.share).toBeGreaterThan(376);
    const { timeMs } = itemFigures(answered(10), 1);
    expect(timeMs).toMatchObject({ n: 10, noInterval: 'fewer than 20 answers' });
  });

  test('have a reason where there are too few answers', () => {
    expect(itemFigures(newTally(parameters()), 1).p).toMatchObject({ value: null, n: 0 });
    expect(itemFigures(answered(10), 1).correlation).toMatchObject({ value: null, reason: 'fewer than 30 answers' });
  });
});

describe('a pilot item', () => {
  test('is promoted once it is precise, neither trivial nor hopeless, discriminating, and all distractors draw', () => {
    expect(decideStanding('pilot', answered(20), 1, OPTIONS, false)).toBeNull();
    expect(decideStanding('pilot', answered(200), 1, OPTIONS, false)).toMatchObject({ to: 'operational' });
  });

  test.each([
    ['success', answered(300, parameters({ difficulty: -6 })), OPTIONS, false],
    ['correlation', answered(300, parameters({ discrimination: 0.01 })), OPTIONS, false],
    ['distractors', answered(300, undefined, ['x', 'y']), OPTIONS, false],
    ['dif', answered(300), OPTIONS, true],
  ] as const)('stays one for want of %s', (condition, tally, options, hasDif) => {
    expect(decideStanding('pilot', tally, 1, options, hasDif)).toBeNull();
    const failed = promotionChecks(tally, 1, options, hasDif).filter(({ met }) => !met);
    expect(failed.map((check) => check.condition)).toContain(condition);
  });

  test('of a family has no fixed distractors to look at', () => {
    expect(decideStanding('pilot', answered(200), 1, null, false)).toMatchObject({ to: 'operational' });
  });
});

describe('the leak watch', () => {
  const run = (answers: number, leaked: boolean, seed: number): number | null => {
    const dice = seededDice(seed);
    const item = parameters({ discrimination: 1.2 });
    let drift = NO_DRIFT;
    for (let i = 0; i < answers; i++) {
      const expected = probability(item, 0.5 * normalDraw(dice));
      const right = (leaked && dice.next() < 0.7) || dice.next() < expected;
      drift = watchDrift(drift, right, expected, normalDraw(dice) - (leaked ? 0.8 : 0));
      if (driftAlarm(drift)) return i + 1;
    }
    return null;
  };

  test('is silent over a thousand honest answers for nearly every item', () => {
    const alarms = Array.from({ length: 200 }, (_, item) => run(1_000, false, item)).filter((at) => at !== null);
    expect(alarms.length).toBeLessThanOrEqual(8);
  });

  test('speaks up within 60 answers when most people know the item', () => {
    const delays = Array.from({ length: 100 }, (_, item) => run(200, true, item) ?? 200).sort((x, y) => x - y);
    expect(delays[90]).toBeLessThan(60);
  });

  test('takes an item out of use with the figures of the alarm', () => {
    const tally = { ...answered(100), drift: { success: 9.5, fast: 1 } };
    const change = { to: 'quarantined', cause: 'successDrift', evidence: { responses: 100, success: 9.5, fast: 1 } };
    expect(decideStanding('operational', tally, 1, OPTIONS, false)).toEqual(change);
    expect(decideStanding('quarantined', tally, 1, OPTIONS, false)).toBeNull();
  });
});
