import { expect, test, vi } from 'vitest';
import { personFitLimit } from '@/core/assessment/person-fit-limit';
import { completeRules } from '@/core/assessment/rules';
import { type AnsweredItem, createEngine } from '@/core/psychometrics/adaptive-engine';
import { compilePool } from '@/core/psychometrics/item-pool';
import { drawScore } from '@/core/psychometrics/item-response';
import { personFit } from '@/core/psychometrics/person-fit';
import { simulateSessions } from '@/core/psychometrics/simulation';
import { aBank, aSkillGraph, seededDice } from '../psychometrics/builders';

vi.setConfig({ testTimeout: 30_000 }); // plays hundreds of sessions

const graph = aSkillGraph(4);
const engineOf = (minItems: number, maxItems: number) => {
  const pool = compilePool(aBank({ skills: 4, items: 120, seed: 4 }), graph);
  return createEngine({ pool, graph, rules: { minItems, maxItems, leastGain: 0 } });
};
const rules = completeRules({ exposureCap: null });

function limitOf(engine: ReturnType<typeof engineOf>): number | null {
  const steps = personFitLimit({ engine, rules });
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

test('flags about two in a hundred honest sessions, which -2 would never; the same every time', () => {
  const engine = engineOf(24, 24);
  const limit = limitOf(engine)!;
  expect(limit).toBe(limitOf(engine));
  expect(limit).toBeGreaterThan(-1.7);
  const fits: number[] = [];
  simulateSessions(engine, seededDice(99), {
    people: 300,
    onSession: ({ responses }) => {
      const fit = personFit(engine.scored(responses), limit);
      if (fit.status === 'measured') fits.push(fit.lzStar);
    },
  });
  const share = fits.filter((fit) => fit < limit).length / fits.length;
  expect(share).toBeGreaterThan(0.005);
  expect(share).toBeLessThan(0.06);
  expect(fits.filter((fit) => fit < -2).length).toBeLessThan(0.005 * fits.length);
});

/** A session of an able person who guesses from the twelfth item on; the items follow the answers as always. */
function tiredSession(engine: ReturnType<typeof engineOf>, seed: number): AnsweredItem[] {
  const dice = seededDice(seed);
  const responses: AnsweredItem[] = [];
  for (;;) {
    const step = engine.next({ responses, remainingTimeMs: null }, dice);
    if (step.kind === 'stop') return responses;
    const { parameters } = engine.pool.items[step.index]!;
    const guess = dice.next() < 0.25 ? 1 : 0;
    const score = responses.length < 12 ? drawScore(parameters, 1.2, dice.next()) : guess;
    responses.push({ itemId: step.itemId, score });
  }
}

test('people who guess from the middle on are flagged far more often than honest ones', () => {
  const engine = engineOf(24, 24);
  const limit = limitOf(engine)!;
  const fits = Array.from({ length: 100 }, (_, person) =>
    personFit(engine.scored(tiredSession(engine, 1000 + person)), limit),
  );
  const flagged = fits.filter((fit) => fit.status === 'measured' && fit.flagged).length;
  const byTwo = fits.filter((fit) => fit.status === 'measured' && fit.lzStar < -2).length;
  expect(flagged).toBeGreaterThan(8);
  expect(flagged).toBeGreaterThan(2 * byTwo);
});

test('there is none where sessions are too short to be measured', () => {
  expect(limitOf(engineOf(8, 8))).toBeNull();
});
