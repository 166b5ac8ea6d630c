/**
 * What the engine costs: re-estimating ability from all responses and deciding the next step, per answer, while sessions run
 * from first to last item; jsCAT beside it on the same one-skill work; and the memory of a large bank that many sessions
 * share. Times are wall times: on a busy machine p99 is what other processes took, so the load is printed.
 *
 * Run with `npm run bench -- engine`. Goals: p99 below 2 ms at 6 skills, 30 answers, 600 items; below 8 ms at 20 skills, 60
 * answers, 5,000 items; below 100 MB for 10,000 items. Exits with 1 when one is missed.
 */
import { availableParallelism, loadavg } from 'node:os';
import { Cat } from '@bdelab/jscat';
import type { Item } from '@/core/items/item';
import { type AdaptiveEngine, createEngine, type EngineRules } from '@/core/psychometrics/adaptive-engine';
import { compilePool } from '@/core/psychometrics/item-pool';
import { drawScore } from '@/core/psychometrics/item-response';
import { normalDraw } from '@/core/psychometrics/simulation';
import { aBank, aSkillGraph, playSession, seededDice } from '../core/psychometrics/builders';

type Stimulus = Parameters<Cat['findNextItem']>[0][number];

type Work = { skills: number; answers: number; items: number; sessions: number; goalMs: number | null };

/** Every third item of the bank brings part scores of two to four points. */
function withPartScores(bank: readonly Item[]): Item[] {
  return bank.map((item, i) => {
    if (i % 3 !== 0) return item;
    const points = 2 + (i % 9) / 3;
    const thresholds = Array.from({ length: points }, (_, j) => 0.7 * (j - (points - 1) / 2));
    return { ...item, parameters: { ...item.parameters, guessing: 0, upperAsymptote: 1, thresholds } };
  });
}

function measure(name: string, work: Work, options: Partial<EngineRules> & { graded?: boolean } = {}): boolean {
  const { skills, answers, items, sessions, goalMs } = work;
  const { graded = false, ...rules } = options;
  const graph = aSkillGraph(skills);
  const bank = aBank({ skills, items, seed: 1 });
  const pool = compilePool(graded ? withPartScores(bank) : bank, graph);
  const engine = createEngine({
    pool,
    graph,
    rules: { minItems: answers, maxItems: answers, compositeSd: 0, skillSd: 0, ...rules },
  });
  return report(name, timesOf(engine, sessions), goalMs);
}

function timesOf(engine: AdaptiveEngine, sessions: number): number[] {
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
  return times;
}

function report(name: string, times: readonly number[], goalMs: number | null): boolean {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  const met = goalMs === null || at(0.99) < goalMs;
  const verdict = goalMs === null ? '' : `; goal p99 < ${goalMs} ms ${met ? 'met' : 'NOT met'}`;
  const figures = [0.5, 0.95, 0.99].map((share) => `p${100 * share} ${at(share).toFixed(3)}`).join(', ');
  console.log(`${name.padEnd(46)} ${figures} ms, ${times.length} answers${verdict}`);
  return met;
}

const ONE_SKILL = { skills: 1, answers: 30, items: 300, sessions: 60, goalMs: null };

/** The same bank, people and length as {@link ONE_SKILL}, by jsCAT: EAP after each answer, then the most informative item. */
function timesOfJsCat(sessions: number): number[] {
  const bank = aBank({ skills: 1, items: ONE_SKILL.items, seed: 1 });
  const stimuli = bank.map(({ id, parameters: item }): Stimulus => {
    return { id, a: item.discrimination, b: item.difficulty, c: item.guessing, d: item.upperAsymptote };
  });
  const byId = new Map(bank.map((item) => [item.id, item.parameters]));
  const dice = seededDice(7);
  const times: number[] = [];
  const warmUp = Math.ceil(sessions / 4);
  for (let session = 0; session < warmUp + sessions; session++) {
    const theta = normalDraw(dice);
    const cat = new Cat({ method: 'EAP', itemSelect: 'MFI', nStartItems: 0, priorDist: 'norm', priorPar: [0, 1] });
    let remaining = stimuli;
    let last: { stimulus: Stimulus; score: 0 | 1 } | null = null;
    for (let answer = 0; answer <= ONE_SKILL.answers; answer++) {
      const before = performance.now();
      if (last) {
        const { a = 1, b = 0, c = 0, d = 1 } = last.stimulus;
        cat.updateAbilityEstimate({ a, b, c, d }, last.score);
      }
      const next = cat.findNextItem(remaining, undefined, false);
      if (session >= warmUp) times.push(performance.now() - before);
      remaining = next.remainingStimuli;
      const stimulus = next.nextStimulus!;
      const score = drawScore(byId.get(String(stimulus.id))!, theta, dice.next()) === 1 ? 1 : 0;
      last = { stimulus, score };
    }
  }
  return times;
}

const SESSIONS = 1000;

/** Heap of a bank of 10,000 items, its pool and engine, and what each of a thousand sessions adds. */
function measureMemory(): boolean {
  const heap = () => {
    globalThis.gc?.();
    return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
  };
  const graph = aSkillGraph(20);
  const before = heap();
  const pool = compilePool(aBank({ skills: 20, items: 10_000, seed: 3 }), graph);
  const engine = createEngine({ pool, graph, rules: { minItems: 30, maxItems: 30 } });
  const bank = (heap() - before) / 1e6;
  const dice = seededDice(1);
  const sessions = Array.from({ length: SESSIONS }, () => {
    const responses = pool.items.slice(0, 30).map(({ id }) => ({ itemId: id, score: dice.next() < 0.5 ? 1 : 0 }));
    return { responses, ability: engine.estimate(responses.slice(0, 3)) };
  });
  const each = (heap() - before) / 1e6 - bank;
  const met = bank + each < 100;
  console.log(
    `${`memory: 10,000 items shared by ${sessions.length} sessions`.padEnd(52)} bank ${bank.toFixed(1)} MB, sessions ${each.toFixed(1)} MB` +
      `${globalThis.gc ? '' : ' (garbage included: run with --expose-gc)'}; goal < 100 MB ${met ? 'met' : 'NOT met'}`,
  );
  return met;
}

console.log(`load ${loadavg()[0]!.toFixed(1)} on ${availableParallelism()} processors`);
const small = { skills: 6, answers: 30, items: 600, sessions: 200, goalMs: 2 };
const large = { skills: 20, answers: 60, items: 5000, sessions: 40, goalMs: 8 };
const results = [
  measure('6 skills, 30 answers, 600 items', small),
  measure('  every third item with part scores', small, { graded: true }),
  measure('  criterion KL', { ...small, sessions: 20 }, { criterion: 'KL' }),
  measure(
    '  criterion MPWI, progressive',
    { ...small, sessions: 20 },
    { criterion: 'MPWI', randomisation: 'progressive' },
  ),
  measure('20 skills, 60 answers, 5,000 items', large),
  measure('  every third item with part scores', large, { graded: true }),
  measure('  criterion KL', { ...large, sessions: 8 }, { criterion: 'KL' }),
  measure('one skill, 30 answers, 300 items', ONE_SKILL),
  measureMemory(),
];
report('jsCAT: one skill, 30 answers, 300 items', timesOfJsCat(ONE_SKILL.sessions), null);
process.exitCode = results.every(Boolean) ? 0 : 1;
