import { expect, test, vi } from 'vitest';
import { createEngine } from '@/core/psychometrics/adaptive-engine';
import { compilePool } from '@/core/psychometrics/item-pool';
import { simulateSessions } from '@/core/psychometrics/simulation';
import { aBank, aSkillGraph, seededDice } from './builders';

vi.setConfig({ testTimeout: 30_000 }); // computes for seconds; a busy machine is not a failure

const graph = aSkillGraph(6, [
  [0, 1],
  [1, 2],
]);
const pool = compilePool(aBank({ skills: 6, items: 300, seed: 6 }), graph);

test('sessions are as precise as they say: 90 % intervals hold about 90 % of the truth', () => {
  const engine = createEngine({ pool, graph, rules: { minItems: 30, maxItems: 30, skillSd: 0 } });
  const summary = simulateSessions(engine, seededDice(1), { people: 400 });
  expect(Math.abs(summary.coverage90 - 0.9)).toBeLessThan(0.025);
  expect(Math.abs(summary.compositeCoverage90 - 0.9)).toBeLessThan(0.05);
  expect(summary.compositeRmse / summary.compositeSd).toBeCloseTo(1, 0);
  expect(summary.items).toEqual({ mean: 30, minimum: 30, maximum: 30 });
  expect(summary.stopReasons).toEqual({ maximumItems: 400 });
  expect(summary.personFitFlag).not.toBeNull();
});

test('longer tests are more precise', () => {
  const rmse = [12, 24, 48].map((items) => {
    const engine = createEngine({ pool, graph, rules: { minItems: items, maxItems: items, skillSd: 0 } });
    return simulateSessions(engine, seededDice(2), { people: 200 }).meanSkillRmse;
  });
  expect(rmse[1]!).toBeLessThan(rmse[0]!);
  expect(rmse[2]!).toBeLessThan(rmse[1]!);
});

test('same dice, same summary', () => {
  const engine = createEngine({ pool, graph, rules: { minItems: 18, maxItems: 30 } });
  const once = simulateSessions(engine, seededDice(3), { people: 30 });
  expect(simulateSessions(engine, seededDice(3), { people: 30 })).toEqual(once);
  expect(Object.values(once.stopReasons).reduce((a, b) => a + b, 0)).toBe(30);
});

test('under a cap no item appears in more sessions than it allows, and the figures say where items and sessions lie', () => {
  const engine = createEngine({ pool, graph, rules: { minItems: 12, maxItems: 18 } });
  const summary = simulateSessions(engine, seededDice(3), { people: 200, exposureCap: 0.25 });
  expect(summary.maximumExposure).toBeLessThanOrEqual(0.25 + 1 / 200);
  expect(Math.max(...summary.exposureRates)).toBe(summary.maximumExposure);
  expect(summary.lengths.reduce((sum, count) => sum + count, 0)).toBe(200);
  expect(summary.lengths.reduce((sum, count, items) => sum + count * items, 0) / 200).toBeCloseTo(
    summary.items.mean,
    9,
  );
  expect(simulateSessions(engine, seededDice(3), { people: 200 }).maximumExposure).toBeGreaterThan(0.4);
});

test('the error after each answer begins with what the prior knows and ends with the final error', () => {
  const engine = createEngine({ pool, graph, rules: { minItems: 18, maxItems: 30 } });
  const { errorAfter, compositeRmse } = simulateSessions(engine, seededDice(3), { people: 300 });
  expect(errorAfter).toHaveLength(31);
  // Six skills of equal weight, correlated about .3: the composite's sd is about .65 before any answer.
  expect(errorAfter[0]!).toBeGreaterThan(0.55);
  expect(errorAfter[0]!).toBeLessThan(0.75);
  expect(errorAfter[15]!).toBeLessThan(errorAfter[0]!);
  expect(errorAfter[30]!).toBeCloseTo(compositeRmse, 2);
});
