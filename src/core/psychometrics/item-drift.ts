/**
 * Watches an item for a leak: answers that become right more often and faster than the item's own past explains. Two
 * one-sided log-likelihood CUSUMs, one line per answer in time order, never below 0.
 *
 * `success` weighs odds of a right answer e times the model's against the model's (risk-adjusted CUSUM, Steiner et al. 2000;
 * its drift is `u - P`). `fast` weighs log times .7 sd below the item's mean against the mean. By Wald's bound a CUSUM at h
 * raises a false alarm on average not before e^h answers: e^9 are 8,100.
 */
export type ItemDrift = { readonly success: number; readonly fast: number };

export const NO_DRIFT: ItemDrift = { success: 0, fast: 0 };

const ALARM_ALONE = 9;
const ALARM_TOGETHER = 5;
const FASTER_SD = 0.7;

/**
 * The watch after one more answer. `expected` is P before the answer, from parameters that know the earlier ones;
 * `timeResidual` the log time's distance from the item's mean in its own standard deviations.
 */
export function watchDrift(drift: ItemDrift, right: boolean, expected: number, timeResidual: number): ItemDrift {
  const success = (right ? 1 : 0) - Math.log(1 - expected + Math.E * expected);
  const fast = -FASTER_SD * timeResidual - (FASTER_SD * FASTER_SD) / 2;
  return { success: Math.max(0, drift.success + success), fast: Math.max(0, drift.fast + fast) };
}

/** Which alarm the watch gives, if any: right answers alone, or right answers together with times. */
export function driftAlarm({ success, fast }: ItemDrift): 'successDrift' | 'successAndTimeDrift' | null {
  if (success >= ALARM_ALONE) return 'successDrift';
  return success >= ALARM_TOGETHER && fast >= ALARM_TOGETHER ? 'successAndTimeDrift' : null;
}
