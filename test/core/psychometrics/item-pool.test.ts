import { expect, test } from 'vitest';
import { compilePool, itemsPerSkill } from '@/core/psychometrics/item-pool';
import { attenuatedDiscrimination } from '@/core/psychometrics/item-response';
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
    expect(pool.discrimination[i]).toBe(attenuatedDiscrimination(item.parameters));
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
