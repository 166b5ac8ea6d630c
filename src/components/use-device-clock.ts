'use client';

import { useSyncExternalStore } from 'react';

const STEP_MS = 250;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    for (const notify of listeners) notify();
  }, STEP_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

const now = () => Math.floor(Date.now() / STEP_MS) * STEP_MS;

/**
 * This device's clock in epoch milliseconds, in steps of a quarter second; null in the server's HTML, which cannot know it.
 * One timer serves every reader on the page.
 */
export function useDeviceClock(): number | null {
  return useSyncExternalStore<number | null>(subscribe, now, () => null);
}
