import type { Exposure } from '@/core/psychometrics/exposure-control';
import type { ItemPool } from '@/core/psychometrics/item-pool';

/** How often each item was eligible and given, faded, as it stood when a session started. Items not named were never. */
export type ExposureSnapshot = ReadonlyMap<string, { readonly eligible: number; readonly given: number }>;

/** The counts in pool order. */
export function exposureOfPool(pool: ItemPool, snapshot: ExposureSnapshot): Exposure {
  return {
    eligible: Float64Array.from(pool.items, ({ id }) => snapshot.get(id)?.eligible ?? 0),
    given: Float64Array.from(pool.items, ({ id }) => snapshot.get(id)?.given ?? 0),
  };
}

/** Flags as hexadecimal digits, four items each, the first item in the highest bit: short enough for the log. */
export function encodeFlags(flags: Uint8Array): string {
  let text = '';
  for (let i = 0; i < flags.length; i += 4) {
    let digit = 0;
    for (let bit = 0; bit < 4; bit++) digit = digit * 2 + (flags[i + bit] === 1 ? 1 : 0);
    text += digit.toString(16);
  }
  return text;
}

/** Whether the flag of an item is set; the inverse of {@link encodeFlags}. */
export function hasFlag(text: string, index: number): boolean {
  return ((Number.parseInt(text.charAt(index >> 2), 16) >> (3 - (index & 3))) & 1) === 1;
}
