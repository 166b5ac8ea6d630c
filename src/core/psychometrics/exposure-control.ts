import type { ContentPlan } from './content-balance';
import type { ItemPool } from './item-pool';
import type { Dice } from './item-selection';

/*
 * How often an item is shown, and how that is held below a rate r_max: item eligibility (van der Linden & Veldkamp 2004).
 *
 *     counts --drawEligible--> flags of the new session --session--> items given --recordExposure--> counts
 *
 * Item i is eligible in a session with probability `min(1, r_max eps_i / alpha_i)`, where alpha_i is the number of sessions
 * that received it and eps_i that in which it was eligible: whatever share of its chances an item takes, the product is
 * r_max. That holds on average only. An item's rate then wanders by chance around r_max, and among dozens of items at the
 * limit some sit three standard deviations above it (.28 to .30 for .25 and a thousand sessions). So an item whose rate has
 * reached r_max is kept out as well until the rate has fallen below it (the restricted method of Revuelta & Ponsoda 1998,
 * which Barrada, Abad & Veldkamp 2009 found to cost no precision). Together: no item is in more than `r_max n + 1` of n
 * sessions played one after the other, unless the bank is too small. Sessions that overlap in time see the same counts;
 * each of them may add one.
 *
 * Flags are decided once, at the start, and stored with the session: they depend on counts that move on.
 */

/** Per pool item, faded counts of the sessions in which it was eligible, and in which it was given. */
export type Exposure = { readonly eligible: Float64Array; readonly given: Float64Array };

/** Each session makes earlier ones count this much less, so the rates follow the candidates of about the last thousand. */
export const FADE = 0.999;
const TIE = 1e-9;

export function noExposure(size: number): Exposure {
  return { eligible: new Float64Array(size), given: new Float64Array(size) };
}

/**
 * Which items may be used in a new session, 1 or 0 per pool item, so that none exceeds `maximumRate`. A skill that would be
 * left with fewer items than its content maximum gets its least given items back until it has enough: a session must be
 * possible, and a bank too small for the rate shows as exposure, not as failure.
 *
 * The number of sessions counted is that in which the skill's most often eligible item was. It is too small only when every
 * item of the skill is kept out at times, and the cap is then the stricter.
 */
export function drawEligible(
  pool: ItemPool,
  content: ContentPlan,
  exposure: Exposure,
  maximumRate: number,
  dice: Dice,
): Uint8Array {
  const flags = new Uint8Array(pool.size);
  for (let k = 0; k < pool.skills; k++) {
    const first = pool.start[k]!;
    const last = pool.start[k + 1]!;
    let sessions = 0;
    for (let i = first; i < last; i++) sessions = Math.max(sessions, exposure.eligible[i]!);
    for (let i = first; i < last; i++) {
      const given = exposure.given[i]!;
      const chance = given > 0 ? (maximumRate * exposure.eligible[i]!) / given : 1;
      // An item nobody has been given is always allowed: below one session a rate means nothing.
      const isBelow = given === 0 || given < maximumRate * sessions - TIE;
      flags[i] = dice.next() < chance && isBelow ? 1 : 0;
    }
    release(first, last, content.maximum[k]!, exposure.given, flags);
  }
  return flags;
}

/** Makes the least given items of a skill eligible until it has `needed`; among equals in pool order. */
function release(first: number, last: number, needed: number, given: Float64Array, flags: Uint8Array): void {
  let missing = needed;
  for (let i = first; i < last; i++) missing -= flags[i]!;
  if (missing <= 0) return;
  const out = Array.from({ length: last - first }, (_, i) => first + i).filter((i) => flags[i] === 0);
  out.sort((x, y) => given[x]! - given[y]! || x - y);
  for (const i of out.slice(0, missing)) flags[i] = 1;
}

/** The counts after a session with these eligible items, in which the items at these pool indices were given. */
export function recordExposure(exposure: Exposure, flags: Uint8Array, given: readonly number[]): Exposure {
  const next: Exposure = {
    eligible: exposure.eligible.map((count, i) => FADE * count + flags[i]!),
    given: exposure.given.map((count) => FADE * count),
  };
  for (const index of given) next.given[index]! += 1;
  return next;
}

/** How a bank is used over sessions: `rates` per item, `overlap` the share of items two people are expected to share. */
export function exposureSummary(counts: ArrayLike<number>, sessions: number) {
  const rates = Float64Array.from(counts, (count) => count / sessions);
  const total = rates.reduce((sum, rate) => sum + rate, 0);
  return {
    rates,
    maximum: rates.reduce((a, b) => Math.max(a, b), 0),
    unusedShare: rates.reduce((sum, rate) => sum + (rate === 0 ? 1 : 0), 0) / rates.length,
    overlap: total > 0 ? rates.reduce((sum, rate) => sum + rate * rate, 0) / total : 0,
  };
}
