import { expect, test } from 'vitest';
import { createEngine } from '@/core/psychometrics/adaptive-engine';
import { compilePool, itemsPerSkill } from '@/core/psychometrics/item-pool';
import { aBank, anItem, aSkillGraph } from './builders';

const graph = aSkillGraph(3, [[0, 2]]);

test('lays items out by skill and id, whatever order the bank was read in', () => {
  const bank = aBank({ skills: 3, items: 30, seed: 1 });
  const pool = compilePool(bank, graph);
  expect(compilePool(bank.toReversed(), graph)).toEqual(pool);
  expect(itemsPerSkill(pool)).toEqual([10, 10, 10]);
  pool.items.forEach((item, i) => {
    expect(pool.indexOf.get(item.id)).toBe(i);
    expect(`skill-${pool.skill[i]}`).toBe(item.skillId);
    expect(pool.difficulty[i]).toBe(item.parameters.difficulty);
    expect(pool.discrimination[i]).toBe(item.parameters.discrimination);
    expect(pool.difficultyVariance[i]).toBe(item.parameters.difficultyVariance);
    expect(pool.guessing[i]! + pool.span[i]!).toBeCloseTo(item.parameters.upperAsymptote, 12);
  });
});

test('leaves out items of skills the graph does not have', () => {
  const pool = compilePool([anItem({ id: 'in' }), anItem({ id: 'out', skillId: 'elsewhere' })], graph);
  expect(pool.items.map(({ id }) => id)).toEqual(['in']);
});

test('enemies block each other in both directions, also across the edge of the pool', () => {
  const pool = compilePool(
    [
      anItem({ id: 'a', enemies: ['b', 'unknown'] }),
      anItem({ id: 'b' }),
      anItem({ id: 'outside', skillId: 'elsewhere', enemies: ['b'] }),
    ],
    graph,
  );
  const blocked = (id: string) => (pool.blockedBy.get(id) ?? []).map((index) => pool.items[index]!.id).sort();
  expect(blocked('a')).toEqual(['a', 'b']);
  expect(blocked('b')).toEqual(['a', 'b']);
  expect(blocked('unknown')).toEqual(['a']);
  expect(blocked('outside')).toEqual(['b']);
});

test('knows the prerequisites of each skill', () => {
  expect(compilePool([], graph).parents).toEqual([[], [], [0]]);
});

test.each([
  ['a discrimination of zero', { parameters: { discrimination: 0 } }, /discrimination is 0/],
  ['an infinite discrimination', { parameters: { discrimination: Number.POSITIVE_INFINITY } }, /discrimination/],
  ['a difficulty that is no number', { parameters: { difficulty: Number.NaN } }, /difficulty is NaN/],
  ['guessing above the upper asymptote', { parameters: { guessing: 0.6, upperAsymptote: 0.5 } }, /asymptotes/],
  ['an upper asymptote above one', { parameters: { upperAsymptote: 1.2 } }, /asymptotes/],
  ['a negative variance', { parameters: { difficultyVariance: -1 } }, /variance is -1/],
  ['thresholds that fall', { parameters: { thresholds: [1, 0] } }, /thresholds are 1, 0/],
  ['no threshold', { parameters: { thresholds: [] } }, /thresholds are none/],
  ['an expected time of zero', { expectedTimeMs: 0 }, /expected time is 0/],
])('refuses an item with %s, by its name', (_, changes, message) => {
  const compile = () => compilePool([anItem({ id: 'good' }), anItem({ id: 'bad', ...changes })], aSkillGraph(1));
  expect(compile).toThrow(expect.objectContaining({ code: 'item_invalid', message: expect.stringMatching(message) }));
  expect(compile).toThrow(/item bad/);
});

test('a broken item of a skill nobody asks for does not stand in the way', () => {
  const bank = [anItem(), anItem({ id: 'bad', skillId: 'other', parameters: { difficulty: Number.NaN } })];
  expect(compilePool(bank, aSkillGraph(1)).size).toBe(1);
});

test('a graph with a circle is refused before any item is looked at', () => {
  const graph = aSkillGraph(2, [
    [0, 1],
    [1, 0],
  ]);
  const make = () => createEngine({ pool: compilePool([anItem()], graph), graph, rules: { minItems: 1, maxItems: 2 } });
  expect(make).toThrow(
    expect.objectContaining({ code: 'graph_invalid', message: expect.stringMatching(/in a circle/) }),
  );
});

test('a bank without an item for a skill is told what is missing', () => {
  const graph = aSkillGraph(2);
  const engine = createEngine({ pool: compilePool([anItem()], graph), graph, rules: { minItems: 2, maxItems: 10 } });
  expect(() => engine.assertServable()).toThrow(
    expect.objectContaining({
      code: 'rules_unsatisfiable',
      message: 'The bank has too few items: Skill 0 has 1 of 3 (2 more needed); Skill 1 has none of 3 (3 more needed).',
    }),
  );
});
