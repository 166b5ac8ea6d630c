import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { bellTopic, createLocalBells } from '@/server/realtime/bell';
import { type Batch, createStreamHubs } from '@/server/realtime/stream-hub';
import type { EventLog, StoredEvent } from '@/server/repositories/event-log';

const STREAM = 'stream';

/** A log in memory, a bell that can be muffled, and hubs over both. */
function aStream(options: { coalesceMs?: number; pollMs?: number } = {}) {
  const events: StoredEvent[] = [];
  const bells = createLocalBells();
  const errors: unknown[] = [];
  const reads = { count: 0, ofEvents: 0, broken: false };
  const log: EventLog = {
    async read(_, afterSeq, limit) {
      reads.count += 1;
      reads.ofEvents += 1;
      if (reads.broken) throw new Error('the database is away');
      return events.filter((event) => event.seq > afterSeq).slice(0, limit);
    },
    async lastSeq() {
      reads.count += 1;
      if (reads.broken) throw new Error('the database is away');
      return events.length;
    },
    readAll: async () => [...events],
  };
  const hubs = createStreamHubs({
    log,
    bells,
    isUrgent: (type) => type === 'urgent',
    onError: (error) => errors.push(error),
    ...options,
  });
  const append = (types: readonly string[]): StoredEvent[] => {
    const fresh = types.map((type, index) => ({
      seq: events.length + 1 + index,
      type,
      payload: null,
      at: new Date(0),
    }));
    events.push(...fresh);
    return fresh;
  };
  return {
    hubs,
    events,
    errors,
    reads,
    /** This process's writer: commits, then offers. */
    write: (count = 1, { type = 'news', origin = null as string | null } = {}) =>
      hubs.offer(STREAM, append(Array.from({ length: count }, () => type)), origin),
    /** Another process's writer: this one hears a bell at best. */
    writeElsewhere(count = 1, { ring = true } = {}) {
      append(Array.from({ length: count }, () => 'news'));
      if (ring) bells.ring(bellTopic.stream(STREAM));
    },
    /** A watcher that notes what it gets; `pace` is waited for after each batch. */
    watch(afterSeq = 0, pace: () => Promise<void> = async () => undefined) {
      const stop = new AbortController();
      const batches: Batch[] = [];
      const seen: number[] = [];
      const done = (async () => {
        for await (const batch of hubs.follow(STREAM, afterSeq, stop.signal)) {
          batches.push(batch);
          seen.push(...batch.events.map((event) => event.seq));
          await pace();
        }
      })();
      return {
        batches,
        seen,
        stop: () => {
          stop.abort();
          return done;
        },
      };
    },
  };
}

const upTo = (last: number, after = 0) => Array.from({ length: last - after }, (_, index) => after + 1 + index);
const reaches = (watcher: { seen: number[] }, seq: number) => expect.poll(() => watcher.seen.at(-1) ?? 0).toBe(seq);

describe('each watcher gets every event after its number once and in order', () => {
  test('from the writer in this process, and late joiners from the log', async () => {
    const stream = aStream();
    stream.write(3);
    const early = stream.watch();
    await reaches(early, 3);
    stream.write(2);
    const late = stream.watch(1);
    stream.write(2);
    await reaches(early, 7);
    await reaches(late, 7);
    expect([early.seen, late.seen]).toEqual([upTo(7), upTo(7, 1)]);
    await Promise.all([early.stop(), late.stop()]);
  });

  test('from a writer in another process, by its ring', async () => {
    const stream = aStream({ pollMs: 60_000 });
    const watcher = stream.watch();
    await expect.poll(() => stream.hubs.watched()).toBe(1);
    for (let round = 0; round < 5; round += 1) {
      stream.writeElsewhere(2);
      await reaches(watcher, 2 * (round + 1));
    }
    expect(watcher.seen).toEqual(upTo(10));
    await watcher.stop();
  });

  test('also when the ring is lost: the next look finds it', async () => {
    const stream = aStream({ pollMs: 20 });
    const watcher = stream.watch();
    stream.write(1);
    await reaches(watcher, 1);
    stream.writeElsewhere(3, { ring: false });
    await reaches(watcher, 4);
    expect(watcher.seen).toEqual(upTo(4));
    await watcher.stop();
  });

  test('also when our writer appends after one elsewhere whose ring was lost', async () => {
    const stream = aStream({ pollMs: 60_000 });
    const watcher = stream.watch();
    stream.write(1);
    await reaches(watcher, 1);
    stream.writeElsewhere(2, { ring: false });
    stream.write(1); // does not follow on what the hub knows: it reads the log
    await reaches(watcher, 4);
    expect(watcher.seen).toEqual(upTo(4));
    await watcher.stop();
  });

  test('also when the log cannot be read for a while', async () => {
    const stream = aStream({ pollMs: 20 });
    const watcher = stream.watch();
    stream.write(1);
    await reaches(watcher, 1);
    stream.reads.broken = true;
    stream.writeElsewhere(2);
    await expect.poll(() => stream.errors.length).toBeGreaterThan(0);
    expect(watcher.seen).toEqual([1]);
    stream.reads.broken = false;
    await reaches(watcher, 3);
    expect(watcher.seen).toEqual(upTo(3));
    await watcher.stop();
  });

  test('also a slow one that fell behind the kept batches, and pages of the log', async () => {
    const stream = aStream({ coalesceMs: 0 });
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const slow = stream.watch(0, () => held);
    const fast = stream.watch();
    stream.write(1);
    await reaches(slow, 1);
    for (let count = 2; count <= 200; count += 1) {
      stream.write(1, { type: 'urgent' });
      if (count % 50 === 0) await reaches(fast, count);
    }
    stream.write(1_100);
    await reaches(fast, 1_300);
    expect(slow.seen).toEqual([1]);
    release();
    await reaches(slow, 1_300);
    expect([fast.seen, slow.seen]).toEqual([upTo(1_300), upTo(1_300)]);
    await Promise.all([slow.stop(), fast.stop()]);
  });

  test('also one who has read further than this process knows', async () => {
    const stream = aStream({ pollMs: 60_000 });
    const first = stream.watch();
    stream.write(1);
    await reaches(first, 1);
    stream.writeElsewhere(2, { ring: false });
    const ahead = stream.watch(3); // its page was rendered from the log
    await reaches(first, 3);
    stream.write(1);
    await reaches(ahead, 4);
    expect([first.seen, ahead.seen]).toEqual([upTo(4), [4]]);
    await Promise.all([first.stop(), ahead.stop()]);
  });

  test('and a number from the future hides nothing that comes', async () => {
    const stream = aStream();
    stream.write(2);
    const watcher = stream.watch(1_000_000);
    await expect.poll(() => stream.hubs.watched()).toBe(1);
    await vi.waitFor(() => expect(stream.reads.count).toBeGreaterThan(0)); // the hub knows where the log stands
    stream.write(1);
    await reaches(watcher, 3);
    expect(watcher.seen).toEqual([3]);
    await watcher.stop();
  });

  test('whatever the order of writes, joins and lost rings', async () => {
    const step = fc.oneof(
      fc.record({ do: fc.constant('write' as const), count: fc.integer({ min: 1, max: 4 }), urgent: fc.boolean() }),
      fc.record({ do: fc.constant('elsewhere' as const), count: fc.integer({ min: 1, max: 4 }), ring: fc.boolean() }),
      fc.record({ do: fc.constant('join' as const), back: fc.nat(6) }),
      fc.record({ do: fc.constant('turn' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const stream = aStream({ coalesceMs: 1, pollMs: 5 });
        const watchers: { from: number; watcher: ReturnType<typeof stream.watch> }[] = [];
        for (const entry of steps) {
          if (entry.do === 'write') stream.write(entry.count, { type: entry.urgent ? 'urgent' : 'news' });
          else if (entry.do === 'elsewhere') stream.writeElsewhere(entry.count, { ring: entry.ring });
          else if (entry.do === 'turn') await new Promise((resolve) => setImmediate(resolve));
          else {
            const from = Math.max(0, stream.events.length - entry.back);
            watchers.push({ from, watcher: stream.watch(from) });
          }
        }
        const last = stream.events.length;
        for (const { from, watcher } of watchers) {
          if (from < last) await reaches(watcher, last);
          expect(watcher.seen).toEqual(upTo(last, from));
        }
        await Promise.all(watchers.map(({ watcher }) => watcher.stop()));
        expect(stream.hubs.watched()).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});

describe('coalescing', () => {
  test('lets the first event go at once, and those of the following window together', async () => {
    const stream = aStream({ coalesceMs: 40 });
    const watcher = stream.watch();
    await expect.poll(() => stream.hubs.watched()).toBe(1);
    await vi.waitFor(() => expect(stream.reads.count).toBeGreaterThan(0));
    stream.write(1);
    await reaches(watcher, 1);
    for (let count = 0; count < 10; count += 1) stream.write(1);
    await reaches(watcher, 11);
    expect(watcher.batches.map((batch) => batch.events.length)).toEqual([1, 10]);
    await watcher.stop();
  });

  test('does not hold back what is urgent, nor what waited before it', async () => {
    const stream = aStream({ coalesceMs: 60_000 });
    const watcher = stream.watch();
    await vi.waitFor(() => expect(stream.reads.count).toBeGreaterThan(0));
    stream.write(1);
    await reaches(watcher, 1);
    stream.write(2);
    stream.write(1, { type: 'urgent' });
    await reaches(watcher, 4);
    expect(watcher.batches.map((batch) => batch.seq)).toEqual([1, 4]);
    await watcher.stop();
  });

  test('hands all watchers the same object, and reads nothing for what this process wrote', async () => {
    const stream = aStream({ pollMs: 60_000 });
    const watchers = Array.from({ length: 50 }, () => stream.watch());
    await vi.waitFor(() => expect(stream.reads.count).toBeGreaterThan(0));
    const readsBefore = stream.reads.count;
    for (let count = 1; count <= 5; count += 1) {
      stream.write(1, { type: 'urgent' });
      for (const watcher of watchers) await reaches(watcher, count);
    }
    expect(stream.reads.count).toBe(readsBefore);
    for (const watcher of watchers)
      for (const [index, batch] of watcher.batches.entries()) expect(batch).toBe(watchers[0]!.batches[index]);
    await Promise.all(watchers.map((watcher) => watcher.stop()));
  });
});

describe('the origin of a batch', () => {
  test('is named when one connection made all of it, and not when several did', async () => {
    const stream = aStream({ coalesceMs: 60_000 });
    const watcher = stream.watch();
    await vi.waitFor(() => expect(stream.reads.count).toBeGreaterThan(0));
    stream.write(1, { origin: 'one', type: 'urgent' });
    await reaches(watcher, 1);
    stream.write(1, { origin: 'one' });
    stream.write(1, { origin: 'two' });
    stream.write(1, { origin: 'two', type: 'urgent' });
    await reaches(watcher, 4);
    expect(watcher.batches.map((batch) => batch.origin)).toEqual(['one', null]);
    await watcher.stop();
  });
});

describe('a hub', () => {
  test('goes when nobody watches, with its bell and its timer, and comes back knowing everything', async () => {
    vi.useFakeTimers();
    try {
      const stream = aStream();
      const one = stream.watch();
      const two = stream.watch();
      await vi.advanceTimersByTimeAsync(1);
      expect(stream.hubs.watched()).toBe(1);
      await one.stop();
      expect(stream.hubs.watched()).toBe(1);
      await two.stop();
      expect(stream.hubs.watched()).toBe(0);
      expect(vi.getTimerCount()).toBe(0);
      const before = stream.reads.count;
      stream.write(4);
      expect(stream.reads.count).toBe(before);
      const back = stream.watch(1);
      await vi.advanceTimersByTimeAsync(50);
      expect(back.seen).toEqual([2, 3, 4]);
      await back.stop();
    } finally {
      vi.useRealTimers();
    }
  });

  test.each([
    { away: 1_000, reads: 0 },
    { away: 20_000, reads: 1 },
  ])('keeps what it handed out for seconds: after $away ms the log is read $reads times', async ({ away, reads }) => {
    vi.useFakeTimers();
    try {
      const stream = aStream();
      const fast = stream.watch();
      const slow = stream.watch(0, () => new Promise((resolve) => setTimeout(resolve, away)));
      await vi.advanceTimersByTimeAsync(1);
      for (let seq = 1; seq <= 3; seq += 1) {
        stream.write(1, { type: 'urgent' });
        await vi.advanceTimersByTimeAsync(1);
      }
      expect([fast.seen, slow.seen]).toEqual([[1, 2, 3], [1]]);
      await vi.advanceTimersByTimeAsync(4 * away);
      expect(slow.seen).toEqual([1, 2, 3]);
      expect(stream.reads.ofEvents).toBe(reads);
      await Promise.all([fast.stop(), slow.stop(), vi.advanceTimersByTimeAsync(away)]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('costs nothing for a stream that nobody watches', () => {
    const stream = aStream();
    stream.write(100);
    expect(stream.hubs.watched()).toBe(0);
    expect(stream.reads.count).toBe(0);
  });
});
