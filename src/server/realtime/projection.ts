import type { StoredEvent } from '@/server/repositories/event-log';
import type { SharedPayloads } from './encode-once';
import type { Batch } from './stream-hub';

/** One kind of reader's view of a stream: made once per batch, shared by all readers of that kind. */
export type Projection<E> = (batch: Batch) => { readonly events: readonly E[] };

/** `view` must depend on the event alone: its result is shown to every reader of this projection. */
export function createProjection<E>(payloads: SharedPayloads, view: (event: StoredEvent) => E): Projection<E> {
  const made = new WeakMap<Batch, { readonly events: readonly E[] }>();
  return (batch) => {
    const known = made.get(batch);
    if (known) return known;
    const payload = payloads.share({ events: batch.events.map(view) });
    made.set(batch, payload);
    return payload;
  };
}
