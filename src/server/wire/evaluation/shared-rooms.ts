import { createAdapter } from '@socket.io/redis-adapter';
import type { Redis } from 'ioredis';
import type { Server } from 'socket.io';
import { openRedis } from '@/server/redis';

/**
 * Lets the rooms of several processes be one, by Redis. While Redis is away rooms are those of this process, and nothing
 * fails: what has to arrive is stored.
 */
export function shareRooms(io: Server, url: string, onError: (error: unknown) => void): { close(): void } {
  const publisher = openRedis(url, onError);
  // What is subscribed to while Redis is away waits for it, and is subscribed to again after each outage.
  const subscriber = openRedis(url, onError, { enableOfflineQueue: true, maxRetriesPerRequest: null });
  io.adapter(createAdapter(quiet(publisher), quiet(subscriber), { key: 'assay:io' }));
  return {
    close() {
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}

/** The adapter waits for none of its commands; one that fails must not count as an unhandled rejection. */
function quiet(client: Redis): Redis {
  return new Proxy(client, {
    get(target, name) {
      const value = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        const result = value.apply(target, args);
        if (result instanceof Promise) result.catch(() => undefined);
        return result;
      };
    },
  });
}
