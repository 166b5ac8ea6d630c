import { type AdaptiveEngine, createEngine, type EngineRules } from '@/core/psychometrics/adaptive-engine';
import type { ItemPool } from '@/core/psychometrics/item-pool';
import { createPlainEngine } from '@/core/psychometrics/plain-rules';
import type { SkillGraph } from '@/core/skills/skill-graph';
import type { CutScores, Rules } from './rules';

/** The engine that decides what is asked under these rules; `slots` of the session's items are pilots it does not choose. */
export function examEngine(rules: Rules, graph: SkillGraph, pool: ItemPool, slots = 0): AdaptiveEngine {
  if (rules.ruleSet === 'plain') return createPlainEngine({ pool, graph, budgets: rules.plainBudgets });
  const maxItems = rules.maxItems - slots;
  const minItems = Math.min(rules.minItems, maxItems);
  const { criterion, randomisation } = rules;
  return createEngine({ pool, graph, rules: { minItems, maxItems, criterion, randomisation, ...cuts(rules, graph) } });
}

function cuts({ cutScores }: Rules, graph: SkillGraph): Pick<EngineRules, 'cuts' | 'compositeCut'> {
  return {
    cuts: skillCuts(cutScores, graph),
    compositeCut: cutScores.composite === null ? null : abilityOf(cutScores.composite),
  };
}

/** Cuts of the skills in graph order, theta; null where a skill has none. */
export function skillCuts(cutScores: CutScores, graph: SkillGraph): (number | null)[] {
  return graph.nodes.map(({ skillId }) => {
    const score = cutScores.skills[skillId];
    return score === undefined ? null : abilityOf(score);
  });
}

/** The ability behind a point on the 200 to 800 scale. */
function abilityOf(score: number): number {
  return (score - 500) / 100;
}
