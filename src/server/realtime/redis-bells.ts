import { v7 as newId } from 'uuid';
import { openRedis } from '@/server/redis';
import { type Bells, createLocalBells } from './bell';

/**
 * Bells across processes. A ring is heard here at once and published to `assay:bell:<topic>`; a process subscribes only to
 * the topics somebody in it listens to. Rings of one topic within `COALESCE_MS` travel as one, since a bell says no more
 * twice than once. While Redis is away bells ring within the process, and readers find the rest at their next look.
 */
const CHANNEL = 'assay:bell:';
const COALESCE_MS = 5;

export type RemoteBells = Bells & { close(): Promise<void> };

export function createRedisBells(url: string, onError: (error: unknown) => void): RemoteBells {
  const local = createLocalBells();
  const self = newId();
  const publisher = openRedis(url, onError);
  const subscriber = openRedis(url, onError, { autoResubscribe: false });
  const ignore = () => undefined; // the connection's own error says that it is away

  const listening = new Map<string, number>();
  const subscribe = (topics: readonly string[]) => {
    if (topics.length === 0 || subscriber.status !== 'ready') return;
    subscriber.subscribe(...topics.map((topic) => CHANNEL + topic)).catch(ignore);
  };
  let wasReady = false;
  subscriber.on('ready', () => {
    subscribe([...listening.keys()]);
    // What rang while Redis was away was not heard: everybody looks once.
    if (wasReady) for (const topic of listening.keys()) local.ring(topic);
    wasReady = true;
  });
  subscriber.on('message', (channel: string, from: string) => {
    if (from !== self) local.ring(channel.slice(CHANNEL.length));
  });

  let waiting = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  const flush = () => {
    timer = null;
    const topics = waiting;
    waiting = new Set();
    if (publisher.status !== 'ready') return;
    const pipeline = publisher.pipeline();
    for (const topic of topics) pipeline.publish(CHANNEL + topic, self);
    pipeline.exec().catch(ignore);
  };

  return {
    ring(topic) {
      local.ring(topic);
      waiting.add(topic);
      timer ??= setTimeout(flush, COALESCE_MS);
    },
    listen(topic, onRing) {
      const stop = local.listen(topic, onRing);
      const before = listening.get(topic) ?? 0;
      listening.set(topic, before + 1);
      if (before === 0) subscribe([topic]);
      let stopped = false;
      return () => {
        if (stopped) return;
        stopped = true;
        stop();
        const left = listening.get(topic)! - 1;
        if (left > 0) return void listening.set(topic, left);
        listening.delete(topic);
        if (subscriber.status === 'ready') subscriber.unsubscribe(CHANNEL + topic).catch(ignore);
      };
    },
    async close() {
      if (timer) clearTimeout(timer);
      flush();
      await Promise.allSettled([publisher.quit(), subscriber.quit()]);
      publisher.disconnect();
      subscriber.disconnect();
    },
  };
}
