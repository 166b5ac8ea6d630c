import { Redis } from 'ioredis';

/** Where tests look for a Redis of their own to use. */
const REDIS_URL = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379';

/** The address of a Redis that answers, or null, said once: tests that need one are then skipped. */
export async function redisForTests(): Promise<string | null> {
  const client = new Redis(REDIS_URL, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.ping();
    return REDIS_URL;
  } catch {
    process.stdout.write(`No Redis answers at ${REDIS_URL}: tests of bells and limits across processes are skipped.\n`);
    return null;
  } finally {
    client.disconnect();
  }
}
