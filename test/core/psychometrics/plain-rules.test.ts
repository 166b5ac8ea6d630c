import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilePool } from '@/core/psychometrics/item-pool';
import {
  createPlainEngine,
  PLAIN_BUDGETS,
  plainLength,
  plainOrder,
  plainScore,
  plainTimeMs,
} from '@/core/psychometrics/plain-rules';
import type { Priority } from '@/core/skills/skill-graph';
import vectors from '../../vectors/psychometrics/plain-rules.json' with { type: 'json' };
import { aBank, anItem, aSkillGraph, playSession, seededDice } from './builders';

const prioritised = (...priorities: Priority[]) => aSkillGraph(priorities.length, [], priorities);

/** Answers of which each skill has so many right among the first `of` of its budget. */
function answers(rightOf: readonly (readonly [number, number])[]) {
  return rightOf.flatMap(([right, of], skill) =>
    Array.from({ length: of }, (_, i) => ({ skill, share: i < right ? 1 : 0 })),
  );
}

test('reproduces the worked example of the older system: 78 percent', () => {
  const { budgets, skills, percent, levels } = vectors.score;
  const graph = prioritised(...skills.map(({ priority }) => priority as Priority));
  const score = plainScore(
    graph,
    budgets,
    answers(skills.map(({ percent: share }) => [(share * budgets.H) / 100, budgets.H] as const)),
  );
  expect(score.percent).toBeCloseTo(percent, 9);
  expect(score.levels.map((level) => level.percent)).toEqual(levels.map((value) => expect.closeTo(value, 2)));
});

test('reproduces its time limit: 765 seconds are 12 minutes', () => {
  expect(plainTimeMs(prioritised('H', 'M', 'L'), vectors.time.budgets)).toBe(vectors.time.minutes * 60_000);
  expect(plainTimeMs(prioritised('L'), { H: 1, M: 1, L: 1 })).toBe(5 * 60_000);
  expect(plainLength(prioritised('H', 'H', 'M', 'L'), PLAIN_BUDGETS)).toBe(16);
});

test('asks skills by priority, prerequisites first, then as they stand', () => {
  const graph = aSkillGraph(
    5,
    [
      [3, 1],
      [1, 4],
    ],
    ['L', 'H', 'M', 'H', 'H'],
  );
  expect(plainOrder(graph)).toEqual([3, 1, 4, 2, 0]);
});

test('every session has exactly its budget of items, skill after skill, each once', () => {
  const graph = aSkillGraph(4, [[0, 1]], ['M', 'H', 'L', 'H']);
  const pool = compilePool(aBank({ skills: 4, items: 60, seed: 3 }), graph);
  const engine = createPlainEngine({ pool, graph, budgets: { H: 4, M: 3, L: 2 } });
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const { responses, reason } = playSession(engine, seededDice(seed));
      const skills = engine.scored(responses).map(({ skill }) => skill);
      expect(skills).toEqual([3, 3, 3, 3, 1, 1, 1, 1, 0, 0, 0, 2, 2]);
      expect(new Set(responses.map(({ itemId }) => itemId)).size).toBe(13);
      expect(reason).toBe('maximumItems');
    }),
    { numRuns: 30 },
  );
});

test('answers change neither items nor order', () => {
  const graph = prioritised('H', 'M');
  const pool = compilePool(aBank({ skills: 2, items: 40, seed: 3 }), graph);
  const engine = createPlainEngine({ pool, graph, budgets: PLAIN_BUDGETS });
  const path = (score: number) => {
    const dice = seededDice(5);
    const responses: { itemId: string; score: number }[] = [];
    for (;;) {
      const step = engine.next({ responses, remainingTimeMs: null }, dice);
      if (step.kind === 'stop') return responses.map(({ itemId }) => itemId);
      responses.push({ itemId: step.itemId, score });
    }
  };
  expect(path(1)).toEqual(path(0));
});

test('every answered item counts, also of a skill that was broken off', () => {
  const graph = prioritised('H', 'M');
  const score = plainScore(
    graph,
    { H: 5, M: 4, L: 1 },
    answers([
      [2, 3],
      [0, 0],
    ]),
  );
  expect(score).toEqual({
    points: 20,
    possiblePoints: 90,
    percent: (3 * 40 + 2 * 0) / 5,
    levels: [
      { priority: 'H', weight: 3, skills: 1, percent: 40 },
      { priority: 'M', weight: 2, skills: 1, percent: 0 },
    ],
    skills: [
      { skillId: 'skill-0', answered: 3, budget: 5, percent: 40 },
      { skillId: 'skill-1', answered: 0, budget: 4, percent: 0 },
    ],
  });
});

test('part scores bring their part of ten points, and a missing score is taken out of the budget', () => {
  const score = plainScore(prioritised('M'), { H: 1, M: 3, L: 1 }, [
    { skill: 0, share: 2 / 3 },
    { skill: 0, share: 1 },
    { skill: 0, share: null },
  ]);
  expect(score.points).toBeCloseTo(10 * (2 / 3 + 1), 9);
  expect(score.possiblePoints).toBe(20);
  expect(score.percent).toBeCloseTo(100 * ((2 / 3 + 1) / 2), 9);
  expect(score.skills[0]).toMatchObject({ answered: 3, budget: 2 });
});

test('one more right answer never lowers the result, and all right is 100 percent', () => {
  const priorities = fc.array(fc.constantFrom<Priority>('H', 'M', 'L'), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(priorities, fc.nat(), (list, pick) => {
      const graph = prioritised(...list);
      const budget = (k: number) => PLAIN_BUDGETS[list[k]!];
      const at = pick % list.length;
      const fewer = answers(list.map((_, k) => [k === at ? 0 : 1, budget(k)] as const));
      const more = answers(list.map((_, k) => [1, budget(k)] as const));
      const full = answers(list.map((_, k) => [budget(k), budget(k)] as const));
      expect(plainScore(graph, PLAIN_BUDGETS, more).percent).toBeGreaterThan(
        plainScore(graph, PLAIN_BUDGETS, fewer).percent,
      );
      expect(plainScore(graph, PLAIN_BUDGETS, full).percent).toBeCloseTo(100, 9);
      const { points, possiblePoints } = plainScore(graph, PLAIN_BUDGETS, full);
      expect(points).toBe(possiblePoints);
    }),
  );
});

test('says which skill lacks how many items', () => {
  const graph = prioritised('H', 'M');
  const pool = compilePool([anItem(), anItem({ id: 'b' })], graph);
  const engine = createPlainEngine({ pool, graph, budgets: PLAIN_BUDGETS });
  expect(() => engine.assertServable()).toThrow(
    'The bank has too few items: Skill 0 has 2 of 5 (3 more needed); Skill 1 has none of 3 (3 more needed).',
  );
  expect(playSession(engine, seededDice(1)).reason).toBe('bankExhausted');
});

test('ends with the time', () => {
  const graph = prioritised('H');
  const pool = compilePool(aBank({ skills: 1, items: 9, seed: 1 }), graph);
  const engine = createPlainEngine({ pool, graph, budgets: PLAIN_BUDGETS });
  expect(engine.next({ responses: [], remainingTimeMs: 0 }, seededDice(1))).toEqual({
    kind: 'stop',
    reason: 'timeExpired',
  });
});

test('another level of a model that has made an item is drawn only when its skill has nothing else', () => {
  const level = (modelId: string, id: string) => anItem({ id, source: { kind: 'model', modelId, level: id } });
  const bank = [...['a1', 'a2', 'a3', 'a4'].map((id) => level('a', id)), level('b', 'b'), level('c', 'c')];
  const one = aSkillGraph(1, [], ['H']);
  const engine = createPlainEngine({ pool: compilePool(bank, one), graph: one, budgets: { H: 5, M: 1, L: 1 } });
  for (let seed = 0; seed < 50; seed++) {
    const dice = seededDice(seed);
    const responses: { itemId: string; score: number }[] = [];
    for (let step = engine.next({ responses, remainingTimeMs: null }, dice); step.kind === 'item'; ) {
      responses.push({ itemId: step.itemId, score: 1 });
      step = engine.next({ responses, remainingTimeMs: null }, dice);
    }
    const ids = responses.map(({ itemId }) => itemId);
    expect(ids).toHaveLength(5);
    expect(ids.slice(0, 3).filter((id) => id.startsWith('a')).length).toBe(1);
  }
});
