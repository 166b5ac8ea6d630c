import { Redis } from 'ioredis';

/**
 * A connection to Redis that comes back by itself. Commands given while it is away fail at once instead of queueing, so
 * that nothing waits for it; `onAway` hears of each outage once.
 */
export function openRedis(
  url: string,
  onAway: (error: unknown) => void,
  options: { autoResubscribe?: boolean; enableOfflineQueue?: boolean; maxRetriesPerRequest?: number | null } = {},
): Redis {
  const client = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 1,
    ...options,
    retryStrategy: (attempt) => Math.min(attempt * 100, 2_000),
  });
  let isAway = false;
  client.on('error', (error) => {
    if (!isAway) onAway(error);
    isAway = true;
  });
  client.on('ready', () => {
    isAway = false;
  });
  return client;
}
