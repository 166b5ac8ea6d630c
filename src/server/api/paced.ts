import type { Context } from './context';

/**
 * Values for a subscriber as fast as its socket takes them: counted as a subscription of the connection while it lasts, and
 * waiting for a slow reader instead of queueing for it. Check permission before.
 */
export async function* paced<T>(
  ctx: Pick<Context, 'connection'>,
  values: (signal: AbortSignal) => AsyncIterable<T>,
  signal: AbortSignal = new AbortController().signal,
): AsyncGenerator<T, void, void> {
  const release = ctx.connection?.openSubscription();
  try {
    for await (const value of values(signal)) {
      await ctx.connection?.drained(signal);
      yield value;
    }
  } finally {
    release?.();
  }
}
