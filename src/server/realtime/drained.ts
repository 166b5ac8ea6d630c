import { setTimeout as delay } from 'node:timers/promises';
import type { WebSocket } from 'ws';

const FULL_BYTES = 256 * 1024;
const STALLED_MS = 30_000;

/** Close code that tells a client it read too slowly; it resumes from the log. */
export const SLOW_READER = { code: 1013, reason: 'slow_reader' } as const;

/**
 * Resolves when the socket's send buffer has room (less than 256 KiB waiting). A client that takes nothing for 30 s is
 * ended with 1013, so that nothing queues up for it.
 */
export async function drained(socket: WebSocket, signal?: AbortSignal): Promise<void> {
  const since = performance.now();
  while (socket.bufferedAmount > FULL_BYTES && socket.readyState === socket.OPEN && !signal?.aborted) {
    if (performance.now() - since > STALLED_MS) {
      socket.close(SLOW_READER.code, SLOW_READER.reason);
      return;
    }
    await delay(20);
  }
}
