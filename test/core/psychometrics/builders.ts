import fc from 'fast-check';
import type { Item, ItemParameters } from '@/core/items/item';
import type { AbilityPosterior } from '@/core/psychometrics/ability';
import type { AdaptiveEngine, AnsweredItem, EngineState } from '@/core/psychometrics/adaptive-engine';
import { drawScore } from '@/core/psychometrics/item-response';
import type { Dice } from '@/core/psychometrics/item-selection';
import { normalDraw } from '@/core/psychometrics/simulation';
import type { StopReason } from '@/core/psychometrics/stopping-rule';
import type { PrerequisiteEdge, Priority, SkillGraph } from '@/core/skills/skill-graph';

/** A small seeded generator (mulberry32); good enough for tests and benchmarks. */
export function seededDice(seed: number): Dice {
  let state = seed >>> 0;
  return {
    next() {
      state = (state + 0x6d2b79f5) >>> 0;
      let t = Math.imul(state ^ (state >>> 15), 1 | state);
      t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
      return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    },
  };
}

export { normalDraw };

export function parameters(changes: Partial<ItemParameters> = {}): ItemParameters {
  return { discrimination: 1, difficulty: 0, guessing: 0, upperAsymptote: 1, difficultyVariance: 0, ...changes };
}

/** Items of two to five points with a from .3 to 2.5 and boundaries .05 to 1.5 apart. */
export const anyGradedItem = fc
  .record({
    discrimination: fc.double({ min: 0.3, max: 2.5, noNaN: true }),
    difficulty: fc.double({ min: -2, max: 2, noNaN: true }),
    steps: fc.array(fc.double({ min: 0.05, max: 1.5, noNaN: true }), { minLength: 1, maxLength: 4 }),
  })
  .map(({ discrimination, difficulty, steps }): ItemParameters => {
    const offsets = [0];
    for (const step of steps) offsets.push(offsets.at(-1)! + step);
    const middle = offsets.at(-1)! / 2;
    return parameters({ discrimination, difficulty, thresholds: offsets.map((offset) => offset - middle) });
  });

export function anItem(
  changes: Partial<Omit<Item, 'parameters'>> & { parameters?: Partial<ItemParameters> } = {},
): Item {
  return {
    id: 'item',
    version: 1,
    skillId: 'skill-0',
    expectedTimeMs: 60_000,
    enemies: [],
    source: { kind: 'model', modelId: 'model', level: '1' },
    ...changes,
    parameters: parameters(changes.parameters),
  };
}

/** Skills `skill-0` to `skill-(count - 1)`, all of priority M unless told. */
export function aSkillGraph(
  count: number,
  edges: readonly (readonly [number, number])[] = [],
  priorities: readonly Priority[] = [],
): SkillGraph {
  return {
    nodes: Array.from({ length: count }, (_, k) => ({
      skillId: `skill-${k}`,
      name: `Skill ${k}`,
      priority: priorities[k] ?? 'M',
    })),
    edges: edges.map(([from, to]): PrerequisiteEdge => ({ from: `skill-${from}`, to: `skill-${to}` })),
  };
}

/** A bank with items spread evenly over the skills: a ~ logN(.1, .3), b ~ N(0, 1.2), c = .2, d = .98. */
export function aBank({
  skills,
  items,
  seed,
  guessing = 0.2,
}: {
  skills: number;
  items: number;
  seed: number;
  guessing?: number;
}): Item[] {
  const dice = seededDice(seed);
  return Array.from({ length: items }, (_, i) =>
    anItem({
      id: `item-${String(i).padStart(5, '0')}`,
      skillId: `skill-${i % skills}`,
      parameters: {
        discrimination: Math.exp(0.1 + 0.3 * normalDraw(dice)),
        difficulty: 1.2 * normalDraw(dice),
        guessing,
        upperAsymptote: 0.98,
        difficultyVariance: 0.05,
      },
    }),
  );
}

export type PlayedSession = {
  responses: AnsweredItem[];
  predictions: number[];
  ability: AbilityPosterior;
  reason: StopReason;
};

/** Plays a session of one simulated person with the given abilities (default 0) to its end. */
export function playSession(
  engine: AdaptiveEngine,
  dice: Dice,
  options: {
    abilities?: ArrayLike<number>;
    state?: Partial<EngineState>;
    onStep?: (elapsedMs: number) => void;
  } = {},
): PlayedSession {
  const responses: AnsweredItem[] = [];
  const predictions: number[] = [];
  for (;;) {
    const before = performance.now();
    const ability = engine.estimate(responses);
    const step = engine.next({ remainingTimeMs: null, ...options.state, responses, ability, predictions }, dice);
    options.onStep?.(performance.now() - before);
    if (step.kind === 'stop') return { responses, predictions, ability, reason: step.reason };
    const theta = options.abilities?.[engine.pool.skill[step.index]!] ?? 0;
    const score = drawScore(engine.pool.items[step.index]!.parameters, theta, dice.next());
    responses.push({ itemId: step.itemId, score });
    predictions.push(step.predictedSuccess);
  }
}
