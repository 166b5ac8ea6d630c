import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Item } from '@/core/items/item';
import { planContent } from '@/core/psychometrics/content-balance';
import { compilePool } from '@/core/psychometrics/item-pool';
import {
  type ItemCriterion,
  isGateOpen,
  type Selection,
  type SelectionInput,
  selectItem,
} from '@/core/psychometrics/item-selection';
import { skillPrior } from '@/core/psychometrics/skill-prior';
import type { SkillGraph } from '@/core/skills/skill-graph';
import { aBank, anItem, aSkillGraph, parameters, seededDice } from './builders';

const oneSkill = aSkillGraph(1);
const first = { next: () => 0 };

function input(items: readonly Item[], graph: SkillGraph, changes: Partial<SelectionInput> = {}): SelectionInput {
  const k = graph.nodes.length;
  return {
    pool: compilePool(items, graph),
    content: planContent(new Array(k).fill(1), 30),
    posterior: skillPrior(graph),
    seen: [],
    counts: new Int32Array(k),
    remainingTimeMs: null,
    ...changes,
  };
}

function idOf(selection: Selection): string {
  if (selection.kind !== 'item') throw new Error(`expected an item, got ${selection.reason}`);
  return selection.itemId;
}

test('never returns an item that was seen, its enemies, or one that is not eligible', () => {
  const bank = aBank({ skills: 3, items: 60, seed: 4 }).map((item, i, all) => {
    return { ...item, enemies: i % 3 === 0 ? [all[(i + 7) % 60]!.id] : [] };
  });
  const graph = aSkillGraph(3, [[0, 1]]);
  const base = input(bank, graph);
  fc.assert(
    fc.property(fc.subarray(bank.map(({ id }) => id)), fc.integer(), fc.nat(9), (seen, seed, refused) => {
      const eligible = (index: number) => index % 10 !== refused;
      const selection = selectItem({ ...base, seen, eligible }, seededDice(seed));
      if (selection.kind === 'exhausted') return;
      const item = base.pool.items[selection.index]!;
      expect(item.id).toBe(selection.itemId);
      expect(seen).not.toContain(item.id);
      for (const id of seen) {
        expect(item.enemies).not.toContain(id);
        expect(bank.find((other) => other.id === id)!.enemies).not.toContain(item.id);
      }
      expect(eligible(selection.index)).toBe(true);
    }),
  );
});

test('is exhausted only when no item is left that the person may see', () => {
  const bank = aBank({ skills: 2, items: 6, seed: 1 });
  const graph = aSkillGraph(2);
  const ids = bank.map(({ id }) => id);
  expect(selectItem(input(bank, graph, { seen: ids }), first)).toEqual({ kind: 'exhausted', reason: 'noItems' });
  expect(idOf(selectItem(input(bank, graph, { seen: ids.slice(1) }), first))).toBe(ids[0]);
});

test('prefers items that fit the remaining time', () => {
  const bank = [
    anItem({ id: 'long', expectedTimeMs: 90_000 }),
    anItem({ id: 'short', expectedTimeMs: 30_000, parameters: { difficulty: 3 } }),
  ];
  const at = (remainingTimeMs: number, timeMultiplier = 1) =>
    idOf(selectItem(input(bank, oneSkill, { counts: [5], remainingTimeMs, timeMultiplier }), first));
  expect(at(120_000)).toBe('long');
  expect(at(60_000)).toBe('short');
  expect(at(120_000, 1.5)).toBe('short');
});

test('with more than 20 seconds left an item is given even if all estimates are longer', () => {
  const bank = [anItem({ expectedTimeMs: 60_000 })];
  const at = (remainingTimeMs: number) => selectItem(input(bank, oneSkill, { counts: [5], remainingTimeMs }), first);
  expect(at(20_001).kind).toBe('item');
  expect(at(20_000)).toEqual({ kind: 'exhausted', reason: 'noTime' });
});

test('serves the skill with the largest content deficit', () => {
  const bank = aBank({ skills: 3, items: 30, seed: 2 });
  const selection = selectItem(input(bank, aSkillGraph(3), { counts: [2, 1, 2] }), first);
  expect(bank.find(({ id }) => id === idOf(selection))!.skillId).toBe('skill-1');
});

test('waits with a skill whose prerequisite is hardly asked and probably missing', () => {
  const graph = aSkillGraph(2, [[0, 1]]);
  const bank = aBank({ skills: 2, items: 20, seed: 2 });
  const weak = { mean: new Float64Array([-2, 0]), covariance: new Float64Array([0.25, 0.1, 0.1, 1]) };
  const counts = [1, 0];
  const { pool } = input(bank, graph);
  expect(isGateOpen(pool, 1, weak, counts)).toBe(false);
  expect(isGateOpen(pool, 1, weak, [2, 0])).toBe(true);
  expect(isGateOpen(pool, 1, skillPrior(graph), counts)).toBe(true);
  expect(isGateOpen(pool, 1, weak, counts, [-2, null])).toBe(true);
  const selection = selectItem(input(bank, graph, { posterior: weak, counts }), first);
  expect(bank.find(({ id }) => id === idOf(selection))!.skillId).toBe('skill-0');
});

test('a closed gate never leaves a person without an item', () => {
  const graph = aSkillGraph(2, [[0, 1]]);
  const bank = [anItem({ id: 'only', skillId: 'skill-1' })];
  const weak = { mean: new Float64Array([-2, 0]), covariance: new Float64Array([0.25, 0.1, 0.1, 1]) };
  expect(idOf(selectItem(input(bank, graph, { posterior: weak, counts: [1, 0] }), first))).toBe('only');
});

test('when only the minimums fit into what is left, only skills below theirs are asked', () => {
  const graph = aSkillGraph(2, [], ['H', 'L']);
  const bank = aBank({ skills: 2, items: 40, seed: 3 });
  const content = planContent([9, 1], 10); // minimums 6 and 2
  const selection = selectItem(input(bank, graph, { content, counts: [4, 4] }), first);
  expect(bank.find(({ id }) => id === idOf(selection))!.skillId).toBe('skill-0');
});

test('a skill at its maximum is passed over while another has items', () => {
  const content = planContent([9, 1], 10); // maximums 12 and 2
  const graph = aSkillGraph(2);
  const bank = aBank({ skills: 2, items: 40, seed: 3 });
  const selection = selectItem(input(bank, graph, { content, counts: [7, 2] }), first);
  expect(bank.find(({ id }) => id === idOf(selection))!.skillId).toBe('skill-0');
  const onlySecond = bank.filter(({ skillId }) => skillId === 'skill-1');
  expect(selectItem(input(onlySecond, graph, { content, counts: [7, 2] }), first).kind).toBe('item');
});

test('the first item has a predicted success near .7', () => {
  const bank = aBank({ skills: 1, items: 100, seed: 5 });
  for (let seed = 0; seed < 50; seed++) {
    const selection = selectItem(input(bank, oneSkill), seededDice(seed));
    if (selection.kind !== 'item') throw new Error('expected an item');
    expect(Math.abs(selection.predictedSuccess - 0.7)).toBeLessThanOrEqual(0.1);
  }
  const hardOnly = [1.5, 2, 2.5].map((difficulty) => anItem({ id: `b${difficulty}`, parameters: { difficulty } }));
  expect(idOf(selectItem(input(hardOnly, oneSkill), first))).toBe('b1.5');
});

test('draws uniformly among the ten best early and the five best later', () => {
  const bank = aBank({ skills: 1, items: 200, seed: 6 });
  const chosen = (counts: number[]) => {
    const times = new Map<string, number>();
    for (let i = 0; i < 1000; i++) {
      const id = idOf(selectItem(input(bank, oneSkill, { counts }), { next: () => i / 1000 }));
      times.set(id, (times.get(id) ?? 0) + 1);
    }
    return [...times.values()];
  };
  expect(chosen([2])).toEqual(new Array(10).fill(100));
  expect(chosen([3])).toEqual(new Array(5).fill(200));
});

test('the dice never cost more than half of what the best item offers', () => {
  const bank = [
    anItem({ id: 'good', parameters: { discrimination: 1.5 } }),
    anItem({ id: 'fair', parameters: { discrimination: 1.3 } }),
    anItem({ id: 'poor', parameters: { discrimination: 1.5, difficulty: 6 } }),
  ];
  expect(idOf(selectItem(input(bank, oneSkill, { counts: [5] }), { next: () => 0.999 }))).toBe('fair');
});

test('three hard items in a row are followed by an easier one, from another skill if need be', () => {
  const graph = aSkillGraph(2);
  const hard = [2, 2.5].map((difficulty) => anItem({ id: `hard-${difficulty}`, parameters: { difficulty } }));
  const easy = anItem({ id: 'easy', skillId: 'skill-1', parameters: { difficulty: -2 } });
  const counts = [1, 2];
  const next = (items: Item[], predictions: number[]) =>
    idOf(selectItem(input(items, graph, { counts, predictions }), first));
  expect(next([...hard, easy], [0.5, 0.3, 0.3])).toBe('hard-2');
  expect(next([...hard, easy], [0.3, 0.3, 0.3])).toBe('easy');
  expect(next(hard, [0.3, 0.3, 0.3])).toBe('hard-2');
});

test('same input and same dice, same item', () => {
  const bank = aBank({ skills: 3, items: 90, seed: 8 });
  const graph = aSkillGraph(3);
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const once = selectItem(input(bank, graph, { counts: [1, 1, 0] }), seededDice(seed));
      expect(selectItem(input(bank.toReversed(), graph, { counts: [1, 1, 0] }), seededDice(seed))).toEqual(once);
    }),
    { numRuns: 20 },
  );
});

const CRITERIA = [
  'varianceDrop',
  'MFI',
  'MLWI',
  'MPWI',
  'KL',
  'KLP',
  'MEPV',
] as const satisfies readonly ItemCriterion[];

test.each(CRITERIA)('under %s a sharp item near the person is best, whatever else there is', (criterion) => {
  const bank = [
    anItem({ id: 'blunt', parameters: { discrimination: 0.5 } }),
    anItem({ id: 'sharp', parameters: { discrimination: 1.8 } }),
    anItem({ id: 'far', parameters: { discrimination: 1.8, difficulty: 4 } }),
  ];
  const answered = [-0.5, 0.5].map((difficulty, i) => ({
    itemId: `given-${i}`,
    skill: 0,
    parameters: parameters({ difficulty }),
    score: 1 - i,
  }));
  expect(idOf(selectItem(input(bank, oneSkill, { counts: [5], criterion, answered }), first))).toBe('sharp');
});

test('information at the estimate and information over the prior differ before any answer, as their names say', () => {
  // A steep item beside the estimate: little information at it, much where people may be.
  const bank = [
    anItem({ id: 'at', parameters: { discrimination: 1.2 } }),
    anItem({ id: 'beside', parameters: { discrimination: 3, difficulty: 1.5 } }),
  ];
  const chosen = (criterion: ItemCriterion) =>
    idOf(selectItem(input(bank, oneSkill, { counts: [5], criterion }), first));
  expect(chosen('MFI')).toBe('at');
  expect(chosen('MPWI')).toBe('beside');
  expect(chosen('MEPV')).toBe(chosen('varianceDrop'));
});

test('the progressive rule is chance at the start and the criterion at the end', () => {
  const bank = aBank({ skills: 1, items: 60, seed: 6 });
  const chosen = (given: number) => {
    const ids = new Set<string>();
    for (let seed = 0; seed < 200; seed++) {
      ids.add(
        idOf(selectItem(input(bank, oneSkill, { counts: [given], randomisation: 'progressive' }), seededDice(seed))),
      );
    }
    return ids.size;
  };
  expect(chosen(1)).toBeGreaterThan(20);
  expect(chosen(15)).toBeLessThan(chosen(1));
  expect(chosen(29)).toBeLessThanOrEqual(2);
});

test('another level of a model that has made an item comes only when its skill has nothing else', () => {
  const level = (modelId: string, id: string) =>
    anItem({ id, source: { kind: 'model', modelId, level: id }, parameters: { difficulty: 0 } });
  const family = ['a-easy', 'a-hard', 'a-medium'].map((id) => level('a', id));
  const others = ['b', 'c'].map((id) => level(id, id));
  const base = input([...family, ...others], oneSkill);
  for (let seed = 0; seed < 50; seed++) {
    const pick = (seen: string[]) =>
      idOf(selectItem({ ...base, seen, counts: Int32Array.of(seen.length) }, seededDice(seed)));
    expect(['b', 'c']).toContain(pick(['a-easy']));
    expect(pick(['a-easy', 'b'])).toBe('c');
    expect(['a-hard', 'a-medium']).toContain(pick(['a-easy', 'b', 'c']));
  }
});
