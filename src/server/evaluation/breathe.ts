import { setImmediate as nextTurn } from 'node:timers/promises';

/** Lets sockets, timers and other runs have their turn; throws the signal's reason when it has been aborted. */
export async function breathe(signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  await nextTurn();
  signal?.throwIfAborted();
}
