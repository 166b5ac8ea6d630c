import fc from 'fast-check';
import { expect, test } from 'vitest';
import { estimateAbility, finalAbility } from '@/core/psychometrics/ability';
import { createEngine, type EngineRules } from '@/core/psychometrics/adaptive-engine';
import { compilePool } from '@/core/psychometrics/item-pool';
import type { Priority } from '@/core/skills/skill-graph';
import { aBank, anItem, aSkillGraph, normalDraw, playSession, seededDice } from './builders';

function anEngine(
  setup: {
    skills?: number;
    items?: number;
    edges?: [number, number][];
    priorities?: Priority[];
    rules?: Partial<EngineRules>;
  } = {},
) {
  const { skills = 6, items = 240 } = setup;
  const graph = aSkillGraph(skills, setup.edges, setup.priorities);
  const pool = compilePool(aBank({ skills, items, seed: 11 }), graph);
  return createEngine({ pool, graph, rules: { minItems: 18, maxItems: 30, ...setup.rules } });
}

const edges: [number, number][] = [
  [0, 1],
  [1, 2],
  [0, 3],
  [3, 4],
];

test('sessions meet every content minimum, stay within the maximums and never repeat an item', () => {
  const anyPriorities = fc.array(fc.constantFrom<Priority>('H', 'M', 'L'), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(anyPriorities, fc.integer({ min: 12, max: 40 }), fc.integer(), (priorities, maxItems, seed) => {
      const engine = anEngine({ edges, priorities, rules: { minItems: Math.min(12, maxItems), maxItems } });
      const dice = seededDice(seed);
      const abilities = Array.from({ length: 6 }, () => normalDraw(dice));
      const { responses } = playSession(engine, dice, { abilities });
      const counts = new Int32Array(6);
      for (const { skill } of engine.scored(responses)) counts[skill]! += 1;
      counts.forEach((n, k) => {
        expect(n).toBeGreaterThanOrEqual(engine.content.minimum[k]!);
        expect(n).toBeLessThanOrEqual(engine.content.maximum[k]!);
      });
      expect(new Set(responses.map(({ itemId }) => itemId)).size).toBe(responses.length);
      expect(responses.length).toBeLessThanOrEqual(maxItems);
    }),
    { numRuns: 40 },
  );
});

test('the number of items per skill follows the weights', () => {
  const engine = anEngine({
    priorities: ['H', 'H', 'M', 'M', 'L', 'L'],
    rules: { minItems: 36, maxItems: 36, skillSd: 0 },
  });
  const { responses } = playSession(engine, seededDice(1));
  const counts = new Int32Array(6);
  for (const { skill } of engine.scored(responses)) counts[skill]! += 1;
  expect([...counts]).toEqual([9, 9, 6, 6, 3, 3]);
});

test('no more than three items in a row are predicted below .35 while the bank has easier ones', () => {
  for (let seed = 0; seed < 10; seed++) {
    const graph = aSkillGraph(2);
    const bank = aBank({ skills: 2, items: 300, seed, guessing: 0 });
    const engine = createEngine({ pool: compilePool(bank, graph), graph, rules: { minItems: 30, maxItems: 30 } });
    const { predictions } = playSession(engine, seededDice(seed), { abilities: [-3, -3] });
    let streak = 0;
    for (const success of predictions) {
      streak = success < 0.35 ? streak + 1 : 0;
      expect(streak).toBeLessThanOrEqual(3);
    }
  }
});

test('a session replayed with the same dice and answers takes the same course', () => {
  const engine = anEngine({ edges });
  const once = playSession(engine, seededDice(5), { abilities: [1, 0, -1, 2, 0, 0] });
  expect(playSession(engine, seededDice(5), { abilities: [1, 0, -1, 2, 0, 0] })).toEqual(once);
});

test('estimates are those of the scored responses', () => {
  const engine = anEngine({ edges });
  const { responses, ability } = playSession(engine, seededDice(2));
  expect(ability).toEqual(estimateAbility(engine.prior, engine.scored(responses)));
  expect(engine.finalEstimate(responses)).toEqual(finalAbility(engine.prior, engine.scored(responses.toReversed())));
});

test('a given estimate spares the computation and changes nothing', () => {
  const engine = anEngine();
  const { responses, predictions } = playSession(engine, seededDice(3));
  const state = { responses: responses.slice(0, 10), predictions: predictions.slice(0, 10), remainingTimeMs: null };
  const ability = engine.estimate(state.responses);
  expect(engine.next({ ...state, ability }, seededDice(1))).toEqual(engine.next(state, seededDice(1)));
});

test('items seen in earlier sessions are not given again', () => {
  const engine = anEngine({ skills: 2, items: 60, rules: { minItems: 10, maxItems: 10 } });
  const earlier = playSession(engine, seededDice(1)).responses.map(({ itemId }) => itemId);
  const later = playSession(engine, seededDice(1), { state: { alsoSeen: earlier } }).responses;
  expect(later.filter(({ itemId }) => earlier.includes(itemId))).toEqual([]);
});

test('ends with the bank when the bank is smaller than the session', () => {
  const engine = anEngine({ skills: 2, items: 12, rules: { minItems: 20, maxItems: 20 } });
  const { reason, responses } = playSession(engine, seededDice(1));
  expect(reason).toBe('bankExhausted');
  expect(responses).toHaveLength(12);
  expect(() => engine.assertServable()).toThrow(expect.objectContaining({ code: 'rules_unsatisfiable' }));
});

test('ends with the time', () => {
  const engine = anEngine();
  const next = (remainingTimeMs: number) => engine.next({ responses: [], remainingTimeMs }, seededDice(1));
  expect(next(0)).toEqual({ kind: 'stop', reason: 'timeExpired' });
  expect(next(15_000)).toEqual({ kind: 'stop', reason: 'timeExpired' });
  expect(next(25_000).kind).toBe('item');
});

test('an answer to an item that is not in the pool is refused', () => {
  expect(() => anEngine().estimate([{ itemId: 'unknown', score: 1 }])).toThrow(
    expect.objectContaining({ code: 'invalid_input' }),
  );
});

test('a bank with one item still gives a session', () => {
  const graph = aSkillGraph(1);
  const engine = createEngine({ pool: compilePool([anItem()], graph), graph, rules: { minItems: 1, maxItems: 1 } });
  expect(playSession(engine, seededDice(1))).toMatchObject({ reason: 'maximumItems', responses: [{ itemId: 'item' }] });
});

test('people are ranked as they are: final estimates follow true ability', () => {
  const engine = anEngine({ edges });
  const means = [-1.5, 0, 1.5].map((level) => {
    let sum = 0;
    for (let seed = 0; seed < 8; seed++) {
      const { responses } = playSession(engine, seededDice(seed), { abilities: new Array(6).fill(level) });
      sum += engine.finalEstimate(responses).mean.reduce((a, b) => a + b, 0) / 6 / 8;
    }
    return sum;
  });
  expect(means[0]!).toBeLessThan(-0.9);
  expect(Math.abs(means[1]!)).toBeLessThan(0.25);
  expect(means[2]!).toBeGreaterThan(0.9);
});
