import { DEADLINE_GRACE_MS, type Rules } from './rules';

/**
 * The clocks of a session, all on the server's time.
 *
 *     deadline      = start + time limit x multiplier + outage credit + time the clock stood still in pauses
 *     item deadline = shown + item limit x multiplier + outage credit since it was shown
 *     idle          = last sign of the candidate + idle limit x multiplier
 *
 * Stored instants only ever move later. A deadline is *over* `DEADLINE_GRACE_MS` after it. While no device is connected
 * the credit that a return would bring is counted already (`awaySince`), so that a session is not ended in the middle of
 * an outage for which it would have been given time.
 *
 * Time on the *standard clock* is what a candidate without accommodation would have used: what others may see.
 */
export type ClockState = {
  readonly startedAt: string;
  readonly deadlineAt: string;
  readonly multiplier: number;
  readonly creditedMs: number;
  /** Last event that the candidate caused or that gave time back. */
  readonly activeAt: string;
};

/** What the tables know beyond the log: since when no device has been connected, and the last time a choice was saved. */
export type Signs = { readonly awaySince: Date | null; readonly savedAt: Date | null };

export const NO_SIGNS: Signs = { awaySince: null, savedAt: null };

export const instantOf = (ms: number): string => new Date(ms).toISOString();

/** Past a deadline and its grace. */
export const isOver = (deadlineAt: string, now: Date): boolean =>
  now.getTime() > Date.parse(deadlineAt) + DEADLINE_GRACE_MS;

export const stretched = (ms: number, multiplier: number): number => Math.round(ms * multiplier);

export function itemDeadline(rules: Rules, multiplier: number, shownAtMs: number): string | null {
  return rules.itemTimeLimitMs === null ? null : instantOf(shownAtMs + stretched(rules.itemTimeLimitMs, multiplier));
}

/**
 * The credit for having been away from `from` to `to`: as long as it was, up to what is left of the cap. Whoever
 * disconnects on purpose therefore gains the cap at most, once a session, and reads the same item meanwhile.
 */
export function outageCredit(rules: Rules, clock: ClockState, from: Date, to: Date): number {
  const begin = Math.max(from.getTime(), Date.parse(clock.activeAt));
  const most = stretched(rules.outageCreditMs, clock.multiplier);
  return Math.max(0, Math.min(to.getTime() - begin, most - clock.creditedMs));
}

/** The credit a return at `now` would bring. */
const pendingCredit = (rules: Rules, clock: ClockState, { awaySince }: Signs, now: Date): number =>
  awaySince === null ? 0 : outageCredit(rules, clock, awaySince, now);

export function isPast(deadlineAt: string, rules: Rules, clock: ClockState, signs: Signs, now: Date): boolean {
  return now.getTime() > Date.parse(deadlineAt) + DEADLINE_GRACE_MS + pendingCredit(rules, clock, signs, now);
}

/** When the session ends if nothing more is heard; null without such a rule. Not before a pause could have ended. */
export function idleDeadline(rules: Rules, clock: ClockState, { savedAt }: Signs, pausedMs = 0): string | null {
  if (rules.idleLimitMs === null) return null;
  const last = Math.max(Date.parse(clock.activeAt), savedAt?.getTime() ?? 0);
  return instantOf(last + stretched(rules.idleLimitMs, clock.multiplier) + pausedMs);
}

/**
 * The events of a step, each with its instant on the standard clock where that is another: what others than the candidate
 * are shown. Stored with the event, because a view of one event must follow from that event alone.
 */
export function withStandardTime<E extends { readonly payload: object }>(
  events: readonly E[],
  clock: Pick<ClockState, 'startedAt' | 'multiplier'>,
  at: Date,
): readonly E[] {
  if (clock.multiplier === 1) return events;
  const standardAt = onStandardClock(clock, at);
  return events.map((event) => ({ ...event, payload: { ...event.payload, standardAt } }));
}

/** An instant after the start as the standard clock has it; ISO text. */
export function onStandardClock({ startedAt, multiplier }: Pick<ClockState, 'startedAt' | 'multiplier'>, at: Date) {
  const startMs = Date.parse(startedAt);
  return instantOf(startMs + Math.round((at.getTime() - startMs) / multiplier));
}
