/** Longest the event loop is held at a time. */
const SLICE_MS = 8;

/** Runs a computation to its end between other work; null when told to stop. */
export async function breathing<T>(steps: Generator<number, T>, signal: AbortSignal): Promise<T | null> {
  let sliceStarted = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    if (performance.now() - sliceStarted < SLICE_MS) continue;
    await new Promise((resolve) => setImmediate(resolve));
    if (signal.aborted) return null;
    sliceStarted = performance.now();
  }
}
