import { RunWishes } from '@/protocol/evaluation';
import type { OldConfig } from '@/protocol/evaluation-socket/messages';

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

/**
 * What an old client's `config` wishes for. Judges are chosen by names of this system's panel; where none of the names is
 * one (the older clients send names of models they assume), the whole panel is asked, and the run says who that was.
 */
export function wishesFrom(config: OldConfig | undefined, panel: readonly string[]): RunWishes {
  const chosen = (config?.judge_models ?? []).filter((name) => panel.includes(name));
  return RunWishes.parse({
    rule: RULES[config?.aggregation_strategy ?? ''] ?? 'mean',
    judgeIds: chosen.length > 0 ? chosen : null,
  });
}
