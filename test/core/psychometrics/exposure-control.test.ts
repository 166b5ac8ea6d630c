import { expect, test } from 'vitest';
import { createEngine } from '@/core/psychometrics/adaptive-engine';
import { drawEligible, exposureSummary, noExposure, recordExposure } from '@/core/psychometrics/exposure-control';
import { compilePool } from '@/core/psychometrics/item-pool';
import { simulateSessions } from '@/core/psychometrics/simulation';
import { aBank, aSkillGraph, seededDice } from './builders';

const graph = aSkillGraph(2);
const pool = compilePool(aBank({ skills: 2, items: 160, seed: 2 }), graph);
const engine = createEngine({ pool, graph, rules: { minItems: 10, maxItems: 10 } });

test('an item nobody has been given is always eligible', () => {
  expect([...drawEligible(pool, engine.content, noExposure(pool.size), 0.25, seededDice(1))]).toEqual(
    new Array(160).fill(1),
  );
});

test('an item given in every session it was eligible in is eligible with the permitted rate', () => {
  const exposure = noExposure(pool.size);
  exposure.eligible[0] = 100;
  exposure.given[0] = 100;
  const dice = seededDice(4);
  let eligible = 0;
  for (let session = 0; session < 4000; session++)
    eligible += drawEligible(pool, engine.content, exposure, 0.25, dice)[0]!;
  expect(eligible / 4000).toBeCloseTo(0.25, 1);
});

test('a skill without enough eligible items gets all of its own back, the other keeps its restriction', () => {
  const exposure = noExposure(pool.size);
  for (let i = pool.start[0]!; i < pool.start[1]!; i++) {
    exposure.eligible[i] = 1;
    exposure.given[i] = 1e9;
  }
  exposure.eligible[pool.start[1]!] = 1;
  exposure.given[pool.start[1]!] = 1e9;
  const flags = drawEligible(pool, engine.content, exposure, 0.25, seededDice(1));
  expect([...flags.subarray(0, pool.start[1]!)]).toEqual(new Array(80).fill(1));
  expect(flags[pool.start[1]!]).toBe(0);
});

test('counts fade and the given are counted', () => {
  const flags = new Uint8Array(pool.size).fill(1);
  flags[3] = 0;
  const once = recordExposure(noExposure(pool.size), flags, [5]);
  const twice = recordExposure(once, flags, [5, 6]);
  expect([twice.eligible[3], twice.eligible[5], twice.given[5], twice.given[6]]).toEqual([0, 1.999, 1.999, 1]);
  expect(once.given[5]).toBe(1);
});

test('holds exposure near the permitted rate over many sessions', () => {
  let exposure = noExposure(pool.size);
  let flags = new Uint8Array(0);
  const dice = seededDice(9);
  let capped = new Float64Array(pool.size);
  let people = 0;
  simulateSessions(engine, seededDice(10), {
    people: 1200,
    eligible: () => {
      flags = new Uint8Array(drawEligible(pool, engine.content, exposure, 0.25, dice));
      return (index) => flags[index] === 1;
    },
    onSession: ({ responses }) => {
      const given = responses.map(({ itemId }) => pool.indexOf.get(itemId)!);
      exposure = recordExposure(exposure, flags, given);
      people++;
      if (people === 200) capped = new Float64Array(pool.size);
      for (const index of given) capped[index]! += 1;
    },
  });
  // Without control the most used items come up in more than half of all sessions.
  expect(exposureSummary(capped, 1000).maximum).toBeLessThan(0.32);
  expect(simulateSessions(engine, seededDice(10), { people: 300 }).maximumExposure).toBeGreaterThan(0.4);
});

test('overlap is the share of items two people are expected to share', () => {
  expect(exposureSummary([10, 10, 0, 0], 10)).toMatchObject({ maximum: 1, unusedShare: 0.5, overlap: 1 });
  expect(exposureSummary([5, 5, 5, 5], 10).overlap).toBe(0.5);
});
