import type { Item } from '@/core/items/item';
import type { Dice } from '@/core/psychometrics/item-selection';

/** Unscored items being tried out: those of the graph's skills, and how many slots of a session they get. */
export type PilotPlan = { readonly items: readonly Item[]; readonly slots: number };

/** A pilot item never comes earlier than this: the first answers steer the rest. */
const FIRST_SLOT = 4;

/** How many of `maxItems` slots go to pilot items when `available` of them wait; the last slot is never one. */
export function pilotSlots(maxItems: number, share: number, available: number): number {
  return Math.min(available, Math.round(maxItems * share), Math.max(0, maxItems - FIRST_SLOT));
}

/** The positions of the pilot items among `maxItems`, in order: spread over the session, so that an early stop has some too. */
export function planPilots(maxItems: number, slots: number, dice: Dice): number[] {
  const places = maxItems - FIRST_SLOT;
  return Array.from({ length: slots }, (_, slot) => {
    const from = Math.floor((slot * places) / slots);
    const to = Math.floor(((slot + 1) * places) / slots);
    return FIRST_SLOT + from + Math.floor(dice.next() * (to - from));
  });
}

/** The pilot item for a slot, or null when none is left that this person has not met, itself or an enemy of it. */
export function drawPilot(plan: PilotPlan, seen: ReadonlySet<string>, dice: Dice): Item | null {
  const open = plan.items.filter(({ id, enemies }) => !seen.has(id) && !enemies.some((enemy) => seen.has(enemy)));
  return open.length === 0 ? null : open[Math.floor(dice.next() * open.length)]!;
}
