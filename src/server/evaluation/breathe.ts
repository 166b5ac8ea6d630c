import { performance } from 'node:perf_hooks';

/** How long the runs of this process may work in a row before sockets and timers have their turn. */
const TURN_MS = 6;

const waiting: (() => void)[] = [];
let isScheduled = false;

/**
 * Gives the turn away between two pieces of work; throws the signal's reason when it has been aborted. All runs of the process
 * stand in one line: a turn of the event loop takes as many of them as fit into TURN_MS, however many there are, so a hundred
 * runs at once delay a socket no longer than one.
 */
export async function breathe(signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve) => {
    waiting.push(resolve);
    schedule();
  });
  signal?.throwIfAborted();
}

function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  setImmediate(() => void takeTurn());
}

async function takeTurn(): Promise<void> {
  const end = performance.now() + TURN_MS;
  do {
    waiting.shift()?.();
    // The work that was let go runs in the microtasks between here and the next line.
    for (let tick = 0; tick < 4; tick += 1) await undefined;
  } while (waiting.length > 0 && performance.now() < end);
  isScheduled = false;
  if (waiting.length > 0) schedule();
}
