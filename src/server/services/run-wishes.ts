import { RunWishes } from '@/protocol/evaluation';
import type { OldConfig } from '@/protocol/evaluation-socket/messages';
import type { Preferences } from '@/protocol/rest-evaluation';

/** The older system's names for how scores are drawn together; any other name of its own meant the mean. */
const RULES: Readonly<Record<string, RunWishes['rule']>> = {
  weighted_average: 'weighted',
  mean: 'mean',
  average: 'mean',
  median: 'median',
  trimmed: 'trimmed',
  trimmed_mean: 'trimmed',
  majority_vote: 'majority',
  majority: 'majority',
};

type Judge = { readonly id: string; readonly name: string };

/**
 * What an old client's `config` wishes for; what it leaves out is as the person prefers. Judges are chosen by names of this
 * system's panel; where none of the names is one (the older clients send names of models they assume), the whole panel is
 * asked, and the run says who that was.
 */
export function wishesFrom(
  config: OldConfig | undefined,
  preferences: Preferences,
  panel: readonly Judge[],
): RunWishes {
  const names = config?.judge_models ?? preferences.default_judge_models;
  const chosen = panel.filter(({ id, name }) => names.includes(id) || names.includes(name)).map(({ id }) => id);
  const rule = config?.aggregation_strategy ?? preferences.default_aggregation_strategy;
  return RunWishes.parse({ rule: RULES[rule] ?? 'mean', judgeIds: chosen.length > 0 ? chosen : null });
}

/** The older system's name of a rule. */
export function strategyOf(rule: RunWishes['rule']): string {
  if (rule === 'weighted') return 'weighted_average';
  return rule === 'majority' ? 'majority_vote' : rule;
}
