import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { createEngine } from '@/core/psychometrics/adaptive-engine';
import { planContent } from '@/core/psychometrics/content-balance';
import { drawEligible, exposureSummary, noExposure, recordExposure } from '@/core/psychometrics/exposure-control';
import { compilePool } from '@/core/psychometrics/item-pool';
import { simulateSessions } from '@/core/psychometrics/simulation';
import { aBank, aSkillGraph, seededDice } from './builders';

vi.setConfig({ testTimeout: 30_000 }); // computes for seconds; a busy machine is not a failure

const graph = aSkillGraph(2);
const pool = compilePool(aBank({ skills: 2, items: 160, seed: 2 }), graph);
const engine = createEngine({ pool, graph, rules: { minItems: 10, maxItems: 10 } });

/** Counts after a thousand sessions in which everything was eligible and the first items were given so often. */
function worn(...given: number[]) {
  const exposure = noExposure(pool.size);
  exposure.eligible.fill(1000);
  exposure.given.set(given);
  return exposure;
}

test('an item nobody has been given is always eligible', () => {
  expect([...drawEligible(pool, engine.content, noExposure(pool.size), 0.25, seededDice(1))]).toEqual(
    new Array(160).fill(1),
  );
});

test('an item that takes half of its chances is eligible with twice the permitted rate', () => {
  const exposure = worn(100);
  exposure.eligible[0] = 200;
  const dice = seededDice(4);
  let eligible = 0;
  for (let session = 0; session < 4000; session++)
    eligible += drawEligible(pool, engine.content, exposure, 0.25, dice)[0]!;
  expect(eligible / 4000).toBeCloseTo(0.5, 1);
});

test('an item at the permitted rate is kept out, whatever the dice say', () => {
  const lucky = { next: () => 0 };
  expect(drawEligible(pool, engine.content, worn(250), 0.25, lucky)[0]).toBe(0);
  expect(drawEligible(pool, engine.content, worn(249), 0.25, lucky)[0]).toBe(1);
});

test('a skill with too few items left gets its least given back, the other keeps its restriction', () => {
  const start = pool.start[1]!;
  const exposure = worn(...Array.from({ length: start + 1 }, (_, index) => 900 - index));
  const flags = drawEligible(pool, engine.content, exposure, 0.25, { next: () => 0.999 });
  const back = engine.content.maximum[0]!;
  expect([...flags.subarray(0, start)]).toEqual([...new Array(start - back).fill(0), ...new Array(back).fill(1)]);
  expect(flags[start]).toBe(0);
  expect(flags[start + 1]).toBe(1);
});

test('counts fade and the given are counted', () => {
  const flags = new Uint8Array(pool.size).fill(1);
  flags[3] = 0;
  const once = recordExposure(noExposure(pool.size), flags, [5]);
  const twice = recordExposure(once, flags, [5, 6]);
  expect([twice.eligible[3], twice.eligible[5], twice.given[5], twice.given[6]]).toEqual([0, 1.999, 1.999, 1]);
  expect(once.given[5]).toBe(1);
});

test('the cap holds: in hundreds of sessions from the first on, no item exceeds its rate', () => {
  fc.assert(
    fc.property(fc.constantFrom(0.15, 0.25, 0.4), fc.integer({ min: 1, max: 1e6 }), (cap, seed) => {
      expect(Math.max(...playCapped(cap, 600, seed).counts)).toBeLessThanOrEqual(cap * 600 + 1);
    }),
    { numRuns: 3 },
  );
  expect(simulateSessions(engine, seededDice(10), { people: 300 }).maximumExposure).toBeGreaterThan(0.4);
});

test('the cap holds even for a selection that always wants the same items', () => {
  const content = planContent([1, 1], 10);
  fc.assert(
    fc.property(fc.double({ min: 0.15, max: 0.5, noNaN: true }), fc.integer(), (cap, seed) => {
      const dice = seededDice(seed);
      const counts = new Float64Array(pool.size);
      let exposure = noExposure(pool.size);
      for (let session = 1; session <= 300; session++) {
        const flags = drawEligible(pool, content, exposure, cap, dice);
        const chosen = Array.from(flags.keys())
          .filter((index) => flags[index] === 1)
          .slice(0, 8);
        for (const index of chosen) counts[index]! += 1;
        exposure = recordExposure(exposure, flags, chosen);
        expect(Math.max(...counts)).toBeLessThanOrEqual(cap * session + 1 + 1e-9);
      }
    }),
    { numRuns: 15 },
  );
});

test('a bank too small for the rate is used beyond it, evenly, and no session ends for want of items', () => {
  const small = compilePool(aBank({ skills: 2, items: 16, seed: 2 }), graph);
  const rules = { minItems: 10, maxItems: 10, compositeSd: 0, leastGain: 0 };
  const { counts, reasons } = playCapped(0.25, 60, 3, createEngine({ pool: small, graph, rules }));
  expect(reasons).toEqual(new Set(['maximumItems']));
  expect(Math.max(...counts) / 60).toBeGreaterThan(0.6); // 10 of 16 in every session
  expect(Math.max(...counts) / 60).toBeLessThan(0.85);
});

test('when nothing eligible is left an item that was kept out is given', () => {
  const { responses } = { responses: pool.items.slice(0, 3).map(({ id }) => ({ itemId: id, score: 1 })) };
  const none = { responses, remainingTimeMs: null, eligible: () => false };
  expect(engine.next(none, seededDice(1)).kind).toBe('item');
});

test('same counts and same dice, same items eligible', () => {
  const { exposure } = playCapped(0.25, 200, 5);
  const once = drawEligible(pool, engine.content, exposure, 0.25, seededDice(6));
  expect(once.reduce((sum, flag) => sum + flag, 0)).toBeLessThan(155);
  expect(drawEligible(pool, engine.content, exposure, 0.25, seededDice(6))).toEqual(once);
});

test('overlap is the share of items two people are expected to share', () => {
  expect(exposureSummary([10, 10, 0, 0], 10)).toMatchObject({ maximum: 1, unusedShare: 0.5, overlap: 1 });
  expect(exposureSummary([5, 5, 5, 5], 10).overlap).toBe(0.5);
});

function playCapped(cap: number, people: number, seed: number, played = engine) {
  const counts = new Float64Array(played.pool.size);
  const reasons = new Set<string>();
  const dice = seededDice(seed);
  let exposure = noExposure(played.pool.size);
  let flags = new Uint8Array(played.pool.size);
  simulateSessions(played, seededDice(seed + 1), {
    people,
    eligible: () => {
      flags = new Uint8Array(drawEligible(played.pool, played.content, exposure, cap, dice));
      return (index) => flags[index] === 1;
    },
    onSession: ({ responses, reason }) => {
      reasons.add(reason);
      const given = responses.map(({ itemId }) => played.pool.indexOf.get(itemId)!);
      exposure = recordExposure(exposure, flags, given);
      for (const index of given) counts[index]! += 1;
    },
  });
  return { counts, exposure, reasons };
}
