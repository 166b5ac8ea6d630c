import type { AbilityPosterior } from './ability';
import { compositeAbility } from './composite';
import { type ContentPlan, unmetMinimums } from './content-balance';
import { type ItemGain, poolItemGain, skillImportance, skillPull, weightedVariance } from './item-gain';
import type { ItemPool } from './item-pool';

/** Why a session ended. `submitted` (the candidate hands in) is decided by the session, not here. */
export type StopReason =
  | 'precisionReached'
  | 'classified'
  | 'gainTooSmall'
  | 'maximumItems'
  | 'timeExpired'
  | 'bankExhausted';

export type StoppingRules = {
  readonly minItems: number;
  readonly maxItems: number;
  /** Standard deviations at or below which a result is precise enough. Defaults .40 and .60 theta. */
  readonly compositeSd?: number;
  readonly skillSd?: number;
  /** Share of the remaining weighted variance one more item must be expected to remove. Default .01, see below. */
  readonly leastGain?: number;
  /** Cut on the composite (theta), if there is one. */
  readonly compositeCut?: number | null;
  /** Cuts per skill (theta) in node order, null where there is none. */
  readonly cuts?: ReadonlyArray<number | null>;
};

export type StopInput = {
  readonly rules: StoppingRules;
  readonly content: ContentPlan;
  readonly posterior: AbilityPosterior;
  readonly counts: ArrayLike<number>;
  readonly remainingTimeMs: number | null;
  readonly pool: ItemPool;
  /** 1 for pool items that may still be shown, as `openItems` gives it. */
  readonly open: Uint8Array;
};

/** One skill of six carries about a sixth of the variance; an item of one of K skills is measured against 6 / K of it. */
const LEAST_GAIN_SKILLS = 6;
const CERTAINTY = 1.645;

/**
 * Whether a session should end before its next item, and why; null to go on. Time and length come first. The others need
 * `minItems` answers and every content minimum:
 *
 * - `precisionReached`: composite sd and every weighted skill's sd are small enough;
 * - `classified`: there are cuts, and each lies more than 1.645 sd from the estimate;
 * - `gainTooSmall`: no item left is expected to remove 1 % of the remaining weighted variance. With more than six skills
 *   the threshold falls as 6 / K, because an item informs mainly its own skill and the rule would otherwise end every
 *   broad test at its minimum.
 *
 * When nothing can be selected the caller says `bankExhausted` (or `timeExpired`), see the engine.
 */
export function decideStop(input: StopInput): StopReason | null {
  const { rules, content, posterior, counts, remainingTimeMs } = input;
  const given = Array.from(counts).reduce((sum, count) => sum + count, 0);
  if (remainingTimeMs !== null && remainingTimeMs <= 0) return 'timeExpired';
  if (given >= rules.maxItems) return 'maximumItems';
  if (given < rules.minItems || unmetMinimums(content, counts) > 0) return null;
  if (isPrecise(posterior, content, rules)) return 'precisionReached';
  if (isClassified(posterior, content, rules)) return 'classified';
  return isWorthAsking(input) ? null : 'gainTooSmall';
}

function isPrecise(posterior: AbilityPosterior, content: ContentPlan, rules: StoppingRules): boolean {
  if (compositeAbility(posterior, content.weights).sd > (rules.compositeSd ?? 0.4)) return false;
  const limit = rules.skillSd ?? 0.6;
  const skills = posterior.mean.length;
  return content.weights.every(
    (weight, k) => weight === 0 || Math.sqrt(posterior.covariance[k * (skills + 1)]!) <= limit,
  );
}

function isClassified(posterior: AbilityPosterior, content: ContentPlan, rules: StoppingRules): boolean {
  const skills = posterior.mean.length;
  let decided = 0;
  if (rules.compositeCut !== undefined && rules.compositeCut !== null) {
    const { theta, sd } = compositeAbility(posterior, content.weights);
    if (Math.abs(theta - rules.compositeCut) <= CERTAINTY * sd) return false;
    decided++;
  }
  for (let k = 0; k < skills; k++) {
    const cut = rules.cuts?.[k] ?? null;
    if (cut === null) continue;
    const sd = Math.sqrt(posterior.covariance[k * (skills + 1)]!);
    if (Math.abs(posterior.mean[k]! - cut) <= CERTAINTY * sd) return false;
    decided++;
  }
  return decided > 0;
}

/**
 * True as soon as one item is found that is worth its time; the whole pool is searched only when hardly any is. True as
 * well when no item is left at all: that is for the selection to say.
 */
function isWorthAsking({ rules, content, posterior, pool, open }: StopInput): boolean {
  if (!open.includes(1)) return true;
  const importance = skillImportance(posterior, content.weights, rules.cuts);
  const pull = skillPull(posterior, importance);
  const leastGain = (rules.leastGain ?? 0.01) * Math.min(1, LEAST_GAIN_SKILLS / pool.skills);
  const least = leastGain * weightedVariance(posterior, importance);
  const gain: ItemGain = { share: 0, success: 0 };
  const skills = Array.from(pull.keys()).sort((x, y) => pull[y]! - pull[x]!);
  for (const k of skills) {
    if (content.weights[k] === 0 || pull[k]! < least) continue;
    const mean = posterior.mean[k]!;
    const sd = Math.sqrt(posterior.covariance[k * (pool.skills + 1)]!);
    for (let i = pool.start[k]!; i < pool.start[k + 1]!; i++) {
      if (open[i] === 0) continue;
      poolItemGain(pool, i, mean, sd, gain);
      if (pull[k]! * gain.share >= least) return true;
    }
  }
  return false;
}
