import type { EventLog, StoredEvent } from '@/server/repositories/event-log';
import { type Bells, bellTopic } from './bell';

/**
 * Fan-out of event streams: one hub for each stream that is being watched, whoever watches it.
 *
 * A hub learns of events in one of two ways: the writer in this process `offer`s what it has just committed, or the bell
 * rings and the hub reads the log. Either way it hands them on as *batches*: the first event at once, those of the
 * following 25 ms together, urgent ones (results) without waiting. A batch is one shared object for all watchers, so it
 * is projected and encoded once however many there are. Watchers hold only the number of the last event they saw; the
 * hub keeps the batches of the last seconds, and a watcher that falls behind them, or comes late, reads the log. A slow
 * watcher therefore costs a number, not memory, and so does a stream at rest.
 *
 * Promise: each watcher gets every event after its starting number exactly once, in order.
 */
export type Batch = {
  readonly events: readonly StoredEvent[];
  /** Number of the last event in it. */
  readonly seq: number;
  /** The connection whose own command made all of these events, if one did. */
  readonly origin: string | null;
};

export type StreamHubs = {
  /** Batches after `afterSeq`, as they come, until the signal aborts. */
  follow(stream: string, afterSeq: number, signal: AbortSignal): AsyncGenerator<Batch, void, void>;
  /** Events just committed by this process. Call after the commit, never before. */
  offer(stream: string, events: readonly StoredEvent[], origin: string | null): void;
  readonly watched: () => number;
};

type Options = {
  readonly log: EventLog;
  readonly bells: Bells;
  readonly isUrgent: (type: string) => boolean;
  readonly onError: (error: unknown) => void;
  readonly coalesceMs?: number;
  readonly pollMs?: number;
};

const KEPT_BATCHES = 64;
const KEPT_MS = 5_000;
const PAGE = 500;
const POLL_MS = 5_000;
/** Polls are spread over the time between two of them, so that thousands of hubs never ask all at once. */
const POLL_TURNS = 10;

export function createStreamHubs(options: Options): StreamHubs {
  const hubs = new Map<string, Hub>();
  let polling: NodeJS.Timeout | null = null;
  let turn = 0;
  const poll = () => {
    turn += 1;
    for (const hub of hubs.values()) if (hub.number % POLL_TURNS === turn % POLL_TURNS) void hub.poll();
  };
  const stopPolling = () => {
    if (polling) clearInterval(polling);
    polling = null;
  };
  const hubOf = (stream: string): Hub => {
    const known = hubs.get(stream);
    if (known) return known;
    const hub = new Hub(stream, options);
    hubs.set(stream, hub);
    polling ??= setInterval(poll, (options.pollMs ?? POLL_MS) / POLL_TURNS).unref();
    return hub;
  };
  return {
    async *follow(stream, afterSeq, signal) {
      const hub = hubOf(stream);
      const watcher: Watcher = { wake: () => undefined };
      const onAbort = () => watcher.wake();
      signal.addEventListener('abort', onAbort);
      hub.join();
      try {
        await hub.ready;
        // Whoever has seen more than we know of has read the log since: so do we. A number that is still from the future
        // would hide events; nobody has seen more than there is.
        if (afterSeq > hub.head) await hub.look();
        let seq = Math.min(afterSeq, hub.head);
        while (!signal.aborted) {
          if (seq >= hub.seq) {
            await hub.news(watcher, signal);
            continue;
          }
          const shared = hub.batchAfter(seq);
          if (shared) {
            seq = shared.seq;
            yield shared;
            continue;
          }
          const missed = (await options.log.read(stream, seq, PAGE)).filter((event) => event.seq <= hub.seq);
          if (missed.length === 0) continue;
          seq = missed.at(-1)!.seq;
          yield { events: missed, seq, origin: null };
        }
      } finally {
        signal.removeEventListener('abort', onAbort);
        if (hub.leave() && hubs.get(stream) === hub) hubs.delete(stream);
        if (hubs.size === 0) stopPolling();
      }
    },
    offer(stream, events, origin) {
      const hub = hubs.get(stream);
      const accepted = hub?.accept(events, origin) ?? false;
      if (hub) hub.deaf = accepted; // our own ring has nothing to tell it
      options.bells.ring(bellTopic.stream(stream));
      if (hub) hub.deaf = false;
    },
    watched: () => hubs.size,
  };
}

/** Waits for news of a stream, or for its own end. */
type Watcher = { wake: () => void };

let hubsMade = 0;

class Hub {
  /** Decides when its turn to poll comes. */
  readonly number = hubsMade++;
  /** Last event handed to watchers. */
  seq = 0;
  /** Last event known, handed on or waiting in `pending`. */
  head = 0;
  deaf = false;
  /** Settled once `head` is known. */
  ready: Promise<void> = Promise.resolve();
  private started = false;
  private pending: { event: StoredEvent; origin: string | null }[] = [];
  private batches: (Batch & { readonly madeAt: number })[] = [];
  private readonly waiting = new Set<Watcher>();
  private watchers = 0;
  private reading: Promise<void> | null = null;
  private lookAgain = false;
  private lastFlush = Number.NEGATIVE_INFINITY;
  private windowMs: number;
  private timer: NodeJS.Timeout | null = null;
  private stopListening: (() => void) | null = null;

  constructor(
    private readonly stream: string,
    private readonly options: Options,
  ) {
    this.windowMs = options.coalesceMs ?? 25;
  }

  join(): void {
    this.watchers += 1;
    if (this.watchers > 1) return;
    this.stopListening = this.options.bells.listen(bellTopic.stream(this.stream), () => void this.look());
    this.ready = this.start();
  }

  /** True when nobody watches any more. */
  leave(): boolean {
    this.watchers -= 1;
    if (this.watchers > 0) return false;
    this.stopListening?.();
    if (this.timer) clearTimeout(this.timer);
    return true;
  }

  private async start(): Promise<void> {
    this.seq = await this.options.log.lastSeq(this.stream);
    this.head = this.seq;
    this.started = true;
    if (this.lookAgain) void this.look();
  }

  /** Forgets old batches, and asks whether the log is longer than known, for when a ring was lost. */
  async poll(): Promise<void> {
    this.forget(performance.now() - KEPT_MS);
    if (!this.started || this.reading) return;
    try {
      if ((await this.options.log.lastSeq(this.stream)) > this.head) await this.look();
    } catch (error) {
      this.options.onError(error); // the next poll asks again
    }
  }

  /** Takes events from the writer itself; false when they do not follow on what is known. */
  accept(events: readonly StoredEvent[], origin: string | null): boolean {
    if (!this.started || this.reading || events[0]?.seq !== this.head + 1)
      return (events.at(-1)?.seq ?? 0) <= this.head;
    this.add(events, origin);
    return true;
  }

  /** Reads the log for what is new, and resolves when that is known. Rings that come meanwhile cause one more look. */
  look(): Promise<void> {
    if (this.deaf) return Promise.resolve();
    this.lookAgain = true;
    if (!this.started) return Promise.resolve();
    this.reading ??= this.read();
    return this.reading;
  }

  news(watcher: Watcher, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      watcher.wake = () => {
        this.waiting.delete(watcher);
        resolve();
      };
      this.waiting.add(watcher);
    });
  }

  /** The kept batch that holds the event after `seq`: shared when it begins there, else the rest of it. */
  batchAfter(seq: number): Batch | undefined {
    const batch = this.batches.find((kept) => kept.events[0]!.seq <= seq + 1 && kept.seq > seq);
    if (!batch || batch.events[0]!.seq === seq + 1) return batch;
    return { ...batch, events: batch.events.filter((event) => event.seq > seq) };
  }

  private forget(before: number): void {
    if (this.batches[0] && this.batches[0].madeAt < before)
      this.batches = this.batches.filter(({ madeAt }) => madeAt >= before);
  }

  private async read(): Promise<void> {
    try {
      while (this.lookAgain) {
        this.lookAgain = false;
        for (;;) {
          const events = await this.options.log.read(this.stream, this.head, PAGE);
          if (events.length > 0) this.add(events, null);
          if (events.length < PAGE) break;
        }
      }
    } catch (error) {
      this.options.onError(error); // the next poll looks again
    } finally {
      this.reading = null;
    }
  }

  private add(events: readonly StoredEvent[], origin: string | null): void {
    for (const event of events) this.pending.push({ event, origin });
    this.head = events.at(-1)!.seq;
    const quiet = performance.now() - this.lastFlush >= this.windowMs;
    if (quiet || events.some((event) => this.options.isUrgent(event.type))) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), this.windowMs);
  }

  private flush(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    const pending = this.pending;
    if (pending.length === 0) return;
    this.pending = [];
    const origin = pending[0]!.origin;
    const sameOrigin = pending.every((entry) => entry.origin === origin);
    this.batches.push({
      events: pending.map((entry) => entry.event),
      seq: this.head,
      origin: sameOrigin ? origin : null,
      madeAt: performance.now(),
    });
    if (this.batches.length > KEPT_BATCHES) this.batches.shift();
    this.seq = this.head;
    const started = performance.now();
    const woken = [...this.waiting];
    this.waiting.clear();
    for (const { wake } of woken) wake();
    // The window is at least as long as serving the last batch took, or it would never coalesce anything under load.
    setImmediate(() => {
      this.lastFlush = performance.now();
      this.windowMs = Math.min(250, Math.max(this.options.coalesceMs ?? 25, this.lastFlush - started));
    });
    this.lastFlush = started;
  }
}
