import { connectionStore } from '@/trpc/react';

/** Waits for a delay, cut short when the connection is up again. Rejects when `signal` ends it. */
export function delayOrReconnect(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const finish = () => {
      clearTimeout(timer);
      stop();
      signal.removeEventListener('abort', finish);
      if (signal.aborted) reject(signal.reason);
      else resolve();
    };
    let before = connectionStore.get();
    const stop = connectionStore.subscribe(() => {
      const now = connectionStore.get();
      if (now === 'live' && before !== 'live') finish();
      before = now;
    });
    const timer = setTimeout(finish, delayMs);
    signal.addEventListener('abort', finish);
    if (signal.aborted) finish();
  });
}
