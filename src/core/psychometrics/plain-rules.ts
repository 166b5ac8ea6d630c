import { PRIORITY_WEIGHT, type Priority, type SkillGraph, topologicalOrder } from '@/core/skills/skill-graph';
import { type AdaptiveEngine, createEngine, type EngineState, type NextStep } from './adaptive-engine';
import type { ContentPlan } from './content-balance';
import { assertServable } from './content-balance';
import { poolItemGain, skillPull } from './item-gain';
import { type ItemPool, itemsPerSkill } from './item-pool';
import { type Dice, openItems, similarItems } from './item-selection';
import { parentIndices } from './skill-prior';

/*
 * The plain rule set: a fixed number of items per skill by its priority, drawn at random, counted in points. Nothing about
 * it adapts; it is the rule of the older system, for recruiters who want the same length and the same sum for everybody.
 * What differs from that system on purpose: every answered item counts, also those of a skill that was broken off.
 */

/** Items asked of each skill, by its priority. */
export type PlainBudgets = Readonly<Record<Priority, number>>;

export const PLAIN_BUDGETS: PlainBudgets = { H: 5, M: 3, L: 3 };
export const POINTS_PER_ITEM = 10;

const PRIORITIES = ['H', 'M', 'L'] as const satisfies readonly Priority[];
const SECONDS_PER_ITEM: Readonly<Record<Priority, number>> = { H: 90, M: 60, L: 45 };
const LEAST_MINUTES = 5;
const MOST_MINUTES = 480;

/** Items everyone gets. */
export function plainLength(graph: SkillGraph, budgets: PlainBudgets): number {
  return graph.nodes.reduce((sum, { priority }) => sum + budgets[priority], 0);
}

/** A time limit to start from: 90, 60 and 45 seconds an item by priority, in whole minutes from 5 to 480. */
export function plainTimeMs(graph: SkillGraph, budgets: PlainBudgets): number {
  const seconds = graph.nodes.reduce((sum, { priority }) => sum + budgets[priority] * SECONDS_PER_ITEM[priority], 0);
  return Math.min(MOST_MINUTES, Math.max(LEAST_MINUTES, Math.floor(seconds / 60))) * 60_000;
}

/** Skills as they are asked: high priority first, within one what has the fewest prerequisites above it, then node order. */
export function plainOrder(graph: SkillGraph): number[] {
  const parents = parentIndices(graph);
  const depth = new Array<number>(graph.nodes.length).fill(0);
  for (const k of topologicalOrder(graph)) {
    depth[k] = parents[k]!.reduce((deepest, parent) => Math.max(deepest, depth[parent]! + 1), 0);
  }
  const rank = (k: number) => PRIORITIES.indexOf(graph.nodes[k]!.priority);
  return graph.nodes.map((_, k) => k).sort((x, y) => rank(x) - rank(y) || depth[x]! - depth[y]! || x - y);
}

export type PlainLevel = {
  readonly priority: Priority;
  readonly weight: number;
  readonly skills: number;
  readonly percent: number;
};
export type PlainSkill = {
  readonly skillId: string;
  readonly answered: number;
  readonly budget: number;
  readonly percent: number;
};

/** What the plain rules make of a session. Percentages are 0 to 100, not rounded. */
export type PlainScore = {
  /** 10 for each item, in part for part scores; items not answered bring nothing. */
  readonly points: number;
  /** 10 for each item of the budgets, without answers whose score is missing. */
  readonly possiblePoints: number;
  /** Mean of the levels present, weighted 3, 2 and 1. */
  readonly percent: number;
  readonly levels: readonly PlainLevel[];
  /** In graph order. */
  readonly skills: readonly PlainSkill[];
};

/** What an answer earned of its item, 0 to 1; null while or because there is no score. `skill` in graph order. */
export type PlainAnswer = { readonly skill: number; readonly share: number | null };

/**
 * Points and weighted percentage of a session's answers. A skill's percentage is what its answers earned of all items in
 * its budget; a level's is the mean of its skills; the total weighs the levels that occur by 3, 2 and 1. An answer without
 * a score is taken out of the budget: it counts for nothing, not even as wrong.
 */
export function plainScore(graph: SkillGraph, budgets: PlainBudgets, answers: readonly PlainAnswer[]): PlainScore {
  const earned = graph.nodes.map(() => 0);
  const answered = graph.nodes.map(() => 0);
  const unscored = graph.nodes.map(() => 0);
  for (const { skill, share } of answers) {
    answered[skill]! += 1;
    if (share === null) unscored[skill]! += 1;
    else earned[skill]! += share;
  }
  const skills = graph.nodes.map(({ skillId, priority }, k): PlainSkill => {
    const budget = Math.max(0, budgets[priority] - unscored[k]!);
    return { skillId, answered: answered[k]!, budget, percent: budget > 0 ? (100 * earned[k]!) / budget : 0 };
  });
  const levels = PRIORITIES.flatMap((priority): PlainLevel[] => {
    const own = skills.filter(({ budget }, k) => graph.nodes[k]!.priority === priority && budget > 0);
    if (own.length === 0) return [];
    const percent = own.reduce((sum, skill) => sum + skill.percent, 0) / own.length;
    return [{ priority, weight: PRIORITY_WEIGHT[priority], skills: own.length, percent }];
  });
  const weights = levels.reduce((sum, { weight }) => sum + weight, 0);
  return {
    points: POINTS_PER_ITEM * earned.reduce((sum, share) => sum + share, 0),
    possiblePoints: POINTS_PER_ITEM * skills.reduce((sum, { budget }) => sum + budget, 0),
    percent: weights > 0 ? levels.reduce((sum, { weight, percent }) => sum + weight * percent, 0) / weights : 0,
    levels,
    skills,
  };
}

/**
 * An engine that asks by the plain rules. Abilities are estimated as by the adaptive one, for whoever watches or compares;
 * they decide nothing.
 */
export function createPlainEngine(setup: {
  readonly pool: ItemPool;
  readonly graph: SkillGraph;
  readonly budgets: PlainBudgets;
}): AdaptiveEngine {
  const { pool, graph, budgets } = setup;
  const total = plainLength(graph, budgets);
  const engine = createEngine({ pool, graph, rules: { minItems: total, maxItems: total } });
  const budget = Int32Array.from(graph.nodes, ({ priority }) => budgets[priority]);
  const content: ContentPlan = { ...engine.content, maxItems: total, minimum: budget, maximum: budget };
  const order = plainOrder(graph);
  return {
    ...engine,
    content,
    assertServable: () =>
      assertServable(
        content,
        itemsPerSkill(pool),
        graph.nodes.map(({ name }) => name),
      ),
    next(state: EngineState, dice: Dice): NextStep {
      if (state.remainingTimeMs !== null && state.remainingTimeMs <= 0) return { kind: 'stop', reason: 'timeExpired' };
      const counts = new Int32Array(pool.skills);
      const seen = [...(state.alsoSeen ?? [])];
      for (const itemId of [...state.responses.map((response) => response.itemId), ...(state.unscored ?? [])]) {
        seen.push(itemId);
        const index = pool.indexOf.get(itemId);
        if (index !== undefined) counts[pool.skill[index]!]! += 1;
      }
      const owed = order.filter((k) => counts[k]! < budget[k]!);
      if (owed.length === 0) return { kind: 'stop', reason: 'maximumItems' };
      const similar = similarItems({ pool, seen });
      const choose = (open: Uint8Array): NextStep | null => {
        for (const k of owed) {
          const all = indicesOf(pool, k, open);
          if (all.length === 0) continue;
          const fresh = all.filter((index) => similar[index] === 0);
          const indices = fresh.length > 0 ? fresh : all;
          return presentation(pool, indices[Math.floor(dice.next() * indices.length)]!, state);
        }
        return null;
      };
      return (
        choose(openItems({ pool, seen, eligible: state.eligible })) ??
        (state.eligible && choose(openItems({ pool, seen }))) ?? { kind: 'stop', reason: 'bankExhausted' }
      );
    },
  };

  function presentation(of: ItemPool, index: number, state: EngineState): NextStep {
    const posterior = state.ability ?? engine.estimate(state.responses);
    const skill = of.skill[index]!;
    const gain = { share: 0, success: 0 };
    poolItemGain(of, index, posterior.mean[skill]!, Math.sqrt(posterior.covariance[skill * (of.skills + 1)]!), gain);
    const utility = skillPull(posterior, content.weights)[skill]! * gain.share;
    return { kind: 'item', itemId: of.items[index]!.id, index, utility, predictedSuccess: gain.success };
  }
}

function indicesOf(pool: ItemPool, skill: number, open: Uint8Array): number[] {
  const indices: number[] = [];
  for (let i = pool.start[skill]!; i < pool.start[skill + 1]!; i++) if (open[i] === 1) indices.push(i);
  return indices;
}
