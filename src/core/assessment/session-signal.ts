import { type ClockState, onStandardClock } from './clock';

/** What a candidate's page notices. Listed in the report with time and count; no signal changes a score or rejects anyone. */
export const SIGNAL_KINDS = ['focusLost', 'pasted', 'fullscreenLeft', 'deviceSwitched'] as const;
export type SignalKind = (typeof SIGNAL_KINDS)[number];

export type SessionSignal = { readonly kind: SignalKind; readonly at: string; readonly durationMs: number | null };

export type SignalSummary = {
  readonly kind: SignalKind;
  readonly count: number;
  readonly totalMs: number | null;
  /** When, oldest first. */
  readonly at: readonly string[];
};

/**
 * Signals by kind, in the order of their first, on the standard clock: beside the instants of the log and the end of the
 * session, others would tell how much time the candidate was given.
 */
export function summariseSignals(
  signals: readonly SessionSignal[],
  clock: Pick<ClockState, 'startedAt' | 'multiplier'>,
): SignalSummary[] {
  const standard = signals.map(({ kind, at, durationMs }) => ({
    kind,
    at: onStandardClock(clock, new Date(at)),
    durationMs: durationMs === null ? null : Math.round(durationMs / clock.multiplier),
  }));
  const sorted = standard.toSorted((x, y) => (x.at < y.at ? -1 : x.at > y.at ? 1 : 0));
  return [...Map.groupBy(sorted, ({ kind }) => kind)].map(([kind, own]) => {
    const lasting = own.filter(({ durationMs }) => durationMs !== null);
    const totalMs = lasting.length === 0 ? null : lasting.reduce((sum, { durationMs }) => sum + durationMs!, 0);
    return { kind, count: own.length, totalMs, at: own.map(({ at }) => at) };
  });
}
