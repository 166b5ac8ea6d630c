import { durationWords } from './format-duration';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** When the time left is said aloud, largest first, in milliseconds. */
export const ANNOUNCED_MS: readonly number[] = [10 * MINUTE, 5 * MINUTE, MINUTE, 30 * SECOND];

/** Below this the time may look urgent. */
export const URGENT_MS = MINUTE;

/**
 * Time left until `deadlineMs` (the server's clock), read on this device's clock.
 * @param clockOffsetMs server time minus device time, as measured from a reply of the server.
 */
export function remainingMs(deadlineMs: number, clockOffsetMs: number, deviceNowMs: number): number {
  return Math.max(0, deadlineMs - (deviceNowMs + clockOffsetMs));
}

/**
 * The mark passed on the way from `before` to `after`, or null. When a sleeping tab passes several at once only the last is
 * said, and only if it is still true to say: within a quarter of its length.
 */
export function announcementDue(before: number, after: number): number | null {
  const passed = ANNOUNCED_MS.filter((mark) => before > mark && after <= mark).at(-1);
  return passed !== undefined && after > passed * 0.75 ? passed : null;
}

/** Words that change as seldom as they can: whole minutes until the last one, then steps of ten seconds; rounded down. */
export function calmWords(leftMs: number): string {
  const step = leftMs >= MINUTE ? MINUTE : leftMs >= 10 * SECOND ? 10 * SECOND : SECOND;
  return durationWords(Math.floor(leftMs / step) * step);
}
