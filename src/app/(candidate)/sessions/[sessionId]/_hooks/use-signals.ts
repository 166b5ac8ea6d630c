import { useEffect, useRef } from 'react';
import type { SessionSignal } from '@/core/assessment/session-signal';
import { api } from '@/trpc/react';

/** Sent together this often, and when the page goes away; the server keeps each once. */
const BATCH_MS = 15_000;
const MOST_IN_A_BATCH = 50;
/** Shorter than this is a slip of the pointer, not leaving the page. */
const LEAST_AWAY_MS = 1_000;

/**
 * Notes when the candidate leaves the page, pastes, or leaves full screen, while the session runs. `offsetMs` is the
 * server's clock minus the device's. Nothing of it changes a score.
 */
export function useSignals(sessionId: string, isRunning: boolean, offsetMs: number): void {
  const { mutateAsync } = api.session.reportSignals.useMutation();
  const offset = useRef(offsetMs);
  useEffect(() => {
    offset.current = offsetMs;
  }, [offsetMs]);
  useEffect(() => {
    if (!isRunning) return;
    let waiting: SessionSignal[] = [];
    let leftAt: number | null = null;
    const instant = (deviceMs: number) => new Date(deviceMs + offset.current).toISOString();
    const note = (kind: SessionSignal['kind'], at = Date.now(), durationMs: number | null = null) => {
      if (waiting.length < MOST_IN_A_BATCH) waiting.push({ kind, at: instant(at), durationMs });
    };
    const send = () => {
      if (waiting.length === 0) return;
      const batch = waiting;
      waiting = [];
      mutateAsync({ sessionId, signals: batch }).catch(() => {
        waiting = [...batch, ...waiting].slice(0, MOST_IN_A_BATCH); // the next one carries it
      });
    };
    const left = () => {
      leftAt ??= Date.now();
    };
    const back = () => {
      if (leftAt !== null && Date.now() - leftAt >= LEAST_AWAY_MS)
        note('focusLost', leftAt, Math.min(86_400_000, Date.now() - leftAt));
      leftAt = null;
    };
    const seen = () => (document.visibilityState === 'hidden' ? left() : back());
    const pasted = () => note('pasted');
    const screen = () => {
      if (document.fullscreenElement === null) note('fullscreenLeft');
    };
    window.addEventListener('blur', left);
    window.addEventListener('focus', back);
    window.addEventListener('pagehide', send);
    document.addEventListener('visibilitychange', seen);
    document.addEventListener('paste', pasted);
    document.addEventListener('fullscreenchange', screen);
    const clock = setInterval(send, BATCH_MS);
    return () => {
      window.removeEventListener('blur', left);
      window.removeEventListener('focus', back);
      window.removeEventListener('pagehide', send);
      document.removeEventListener('visibilitychange', seen);
      document.removeEventListener('paste', pasted);
      document.removeEventListener('fullscreenchange', screen);
      clearInterval(clock);
      back();
      send();
    };
  }, [sessionId, isRunning, mutateAsync]);
}
