/**
 * Time the engine takes per answer: re-estimating ability from all responses and deciding the next step, while sessions
 * run from first to last item. Run with `npx tsx test/bench/engine-bench.ts`. Goals: p99 below 2 ms at 6 skills,
 * 30 answers, 600 items; below 8 ms at 20 skills, 60 answers, 5,000 items.
 */
import { createEngine } from '@/core/psychometrics/adaptive-engine';
import { compilePool } from '@/core/psychometrics/item-pool';
import { aBank, aSkillGraph, playSession, seededDice } from '../core/psychometrics/builders';

function measure(
  name: string,
  skills: number,
  answers: number,
  items: number,
  sessions: number,
  goalMs: number,
): boolean {
  const graph = aSkillGraph(skills);
  const pool = compilePool(aBank({ skills, items, seed: 1 }), graph);
  const rules = { minItems: answers, maxItems: answers, compositeSd: 0, skillSd: 0 };
  const engine = createEngine({ pool, graph, rules });
  const dice = seededDice(7);
  const times: number[] = [];
  const warmUp = Math.ceil(sessions / 4);
  for (let session = 0; session < warmUp + sessions; session++) {
    playSession(engine, dice, {
      onStep: (elapsedMs) => {
        if (session >= warmUp) times.push(elapsedMs);
      },
    });
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))]!;
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  const met = at(0.99) < goalMs;
  console.log(
    `${name}: p50 ${at(0.5).toFixed(3)} ms, p99 ${at(0.99).toFixed(3)} ms, mean ${mean.toFixed(3)} ms over ${times.length} answers; ` +
      `goal p99 < ${goalMs} ms ${met ? 'met' : 'MISSED'}`,
  );
  return met;
}

const small = measure('6 skills, 30 answers, 600 items', 6, 30, 600, 200, 2);
const large = measure('20 skills, 60 answers, 5000 items', 20, 60, 5000, 40, 8);
process.exitCode = small && large ? 0 : 1;
