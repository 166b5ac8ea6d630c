import { tracked } from '@trpc/server';
import type { Projection } from '@/server/realtime/projection';
import type { Context } from './context';

/**
 * The events of a stream after `lastEventId`, batched, as tracked values: a client that reconnects names the last number
 * it got and receives the rest. Waits for a slow socket instead of queueing for it, and leaves out what the caller's own
 * connection has caused, because the result of that command carried it already. Check permission before.
 */
export async function* followStream<E>(
  ctx: Context,
  target: { readonly stream: string; readonly lastEventId: number; readonly projection: Projection<E> },
  signal: AbortSignal = new AbortController().signal,
) {
  const release = ctx.connection?.openSubscription();
  try {
    for await (const batch of ctx.services.hubs.follow(target.stream, target.lastEventId, signal)) {
      if (batch.origin !== null && batch.origin === ctx.connection?.id) continue;
      await ctx.connection?.drained(signal);
      yield tracked(String(batch.seq), target.projection(batch));
    }
  } finally {
    release?.();
  }
}
