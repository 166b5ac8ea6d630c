import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isDomainError } from '@/core/errors';
import { createProviderPauses } from '@/server/evaluation/provider-pauses';
import { createLimits } from '@/server/limits';
import { createRedisBells, type RemoteBells } from '@/server/realtime/redis-bells';
import { openRedis } from '@/server/redis';
import { redisForTests } from '~test/support/redis';

const url = await redisForTests();

describe.skipIf(url === null)('bells of two processes on one Redis', () => {
  let here: RemoteBells;
  let there: RemoteBells;
  const problems: unknown[] = [];

  beforeEach(() => {
    here = createRedisBells(url!, (error) => problems.push(error));
    there = createRedisBells(url!, (error) => problems.push(error));
  });
  afterEach(async () => {
    await Promise.all([here.close(), there.close()]);
  });

  /** Rings until it is heard: a subscription takes a moment to stand. */
  const ringUntil = (bells: RemoteBells, topic: string, heard: () => number) =>
    expect
      .poll(() => {
        bells.ring(topic);
        return heard();
      })
      .toBeGreaterThan(0);

  test('are heard in the other, by those who listen to that topic alone', async () => {
    const topic = `stream:${crypto.randomUUID()}`;
    let rings = 0;
    let others = 0;
    there.listen(topic, () => {
      rings += 1;
    });
    there.listen(`${topic}:other`, () => {
      others += 1;
    });
    await ringUntil(here, topic, () => rings);
    expect(others).toBe(0);
  });

  test('are heard at once where they are rung, and not a second time from Redis', async () => {
    const topic = `stream:${crypto.randomUUID()}`;
    let mine = 0;
    let theirs = 0;
    there.listen(topic, () => {
      theirs += 1;
    });
    await ringUntil(here, topic, () => theirs);
    here.listen(topic, () => {
      mine += 1;
    });
    here.ring(topic);
    expect(mine).toBe(1);
    const before = theirs;
    here.ring(topic);
    await expect.poll(() => theirs).toBeGreaterThan(before);
    expect(mine).toBe(2);
  });

  test('fall silent for who stopped listening, once or twice', async () => {
    const topic = `stream:${crypto.randomUUID()}`;
    let stopped = 0;
    let going = 0;
    const stop = there.listen(topic, () => {
      stopped += 1;
    });
    there.listen(topic, () => {
      going += 1;
    });
    await ringUntil(here, topic, () => stopped);
    stop();
    stop();
    const [quiet, loud] = [stopped, going];
    await expect
      .poll(() => {
        here.ring(topic);
        return going;
      })
      .toBeGreaterThan(loud);
    expect(stopped).toBe(quiet);
  });

  test('many rings of one topic within a moment travel as few', async () => {
    const topic = `stream:${crypto.randomUUID()}`;
    let rings = 0;
    there.listen(topic, () => {
      rings += 1;
    });
    await ringUntil(here, topic, () => rings);
    const before = rings;
    for (let i = 0; i < 1_000; i += 1) here.ring(topic);
    await expect.poll(() => rings).toBeGreaterThan(before);
    expect(rings - before).toBeLessThan(10);
  });
});

test('without Redis, bells ring within the process and the outage is reported', async () => {
  const problems: unknown[] = [];
  const bells = createRedisBells('redis://127.0.0.1:1', (error) => problems.push(error));
  let rings = 0;
  bells.listen('stream:x', () => {
    rings += 1;
  });
  bells.ring('stream:x');
  expect(rings).toBe(1);
  await expect.poll(() => problems.length).toBeGreaterThan(0);
  await bells.close();
});

describe('a limit', () => {
  const retryAfter = async (work: Promise<unknown>) =>
    work.then(
      () => null,
      (error) => (isDomainError(error) ? error.details.retryAfterSeconds : error),
    );

  test('refuses what is above it and says when to come back, key by key', async () => {
    const limiter = createLimits(null).limiter('test', { points: 2, seconds: 60 });
    expect(await limiter.take('a')).toMatchObject({ limit: 2, remaining: 1 });
    expect(await limiter.take('a')).toMatchObject({ remaining: 0 });
    expect(await retryAfter(limiter.take('a'))).toBeGreaterThan(0);
    expect(await retryAfter(limiter.take('b'))).toBeNull();
  });

  test.skipIf(url === null)('counts all processes together on one Redis', async () => {
    const clients = [openRedis(url!, () => undefined), openRedis(url!, () => undefined)];
    await expect.poll(() => clients.every((client) => client.status === 'ready')).toBe(true);
    const [here, there] = clients.map((client) => createLimits(client).limiter('test', { points: 2, seconds: 60 }));
    const key = crypto.randomUUID();
    await here!.take(key);
    await there!.take(key);
    expect(await retryAfter(here!.take(key))).toBeGreaterThan(0);
    for (const client of clients) client.disconnect();
  });

  test('still counts for each process while Redis is away', async () => {
    const client = openRedis('redis://127.0.0.1:1', () => undefined);
    const limiter = createLimits(client).limiter('test', { points: 1, seconds: 60 });
    expect(await limiter.take('a')).toMatchObject({ remaining: 0 });
    expect(await retryAfter(limiter.take('a'))).toBeGreaterThan(0);
    client.disconnect();
  });
});

describe.skipIf(url === null)('pauses of providers in two processes on one Redis', () => {
  test('what one was asked for the other keeps too, and a shorter one does not end it', async () => {
    const redis = [openRedis(url!, () => undefined), openRedis(url!, () => undefined)] as const;
    await Promise.all(redis.map((client) => expect.poll(() => client.status).toBe('ready')));
    const [here, there] = redis.map((client) => createProviderPauses({ now: () => performance.now(), redis: client }));
    const provider = crypto.randomUUID();
    expect(await there!.remainingMs(provider)).toBe(0);
    await here!.pause(provider, 60_000);
    await there!.pause(provider, 1_000);
    for (const pauses of [here!, there!]) {
      expect(await pauses.remainingMs(provider)).toBeGreaterThan(50_000);
    }
    for (const client of redis) client.disconnect();
    expect(await here!.remainingMs(provider)).toBeGreaterThan(50_000);
    expect(await there!.remainingMs(provider)).toBe(0);
  });
});
