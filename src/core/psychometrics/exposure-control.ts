import type { ContentPlan } from './content-balance';
import type { ItemPool } from './item-pool';
import type { Dice } from './item-selection';

/** Per pool item, faded counts of the sessions in which it was eligible, and in which it was given. */
export type Exposure = { readonly eligible: Float64Array; readonly given: Float64Array };

/** Each session makes earlier ones count this much less, so the rates follow the candidates of about the last thousand. */
const FADE = 0.999;

export function noExposure(size: number): Exposure {
  return { eligible: new Float64Array(size), given: new Float64Array(size) };
}

/**
 * Decides, once at the start of a session, which items may be used in it (item eligibility, van der Linden & Veldkamp
 * 2004): item i with probability `min(1, r_max eligible_i / given_i)`, which drives its exposure below `maximumRate`.
 * A skill left with fewer eligible items than its content maximum has no feasible set: all its items become eligible.
 * Returns 1 or 0 per pool item. Store it with the session: it depends on counts that move on.
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
    let eligible = 0;
    for (let i = first; i < last; i++) {
      const given = exposure.given[i]!;
      const chance = given > 0 ? (maximumRate * exposure.eligible[i]!) / given : 1;
      flags[i] = dice.next() < chance ? 1 : 0;
      eligible += flags[i]!;
    }
    if (eligible < content.maximum[k]!) flags.fill(1, first, last);
  }
  return flags;
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
