/**
 * "Something is new under this topic", and nothing else: no data, no order, no promise that one ring is heard per change.
 * Whoever hears it reads the log. A lost ring delays a reader until its next look, it never loses an event.
 */
export type Bells = {
  ring(topic: string): void;
  /** Calls `onRing` at each ring until the returned function is called. */
  listen(topic: string, onRing: () => void): () => void;
};

/** Bells within one process. Across processes the same interface is served by a message broker. */
export function createLocalBells(): Bells {
  const listeners = new Map<string, Set<() => void>>();
  return {
    ring(topic) {
      for (const onRing of listeners.get(topic) ?? []) onRing();
    },
    listen(topic, onRing) {
      const entry = () => onRing(); // one registration per call, even for the same function
      const group = listeners.get(topic) ?? new Set();
      listeners.set(topic, group.add(entry));
      return () => {
        group.delete(entry);
        if (group.size === 0 && listeners.get(topic) === group) listeners.delete(topic);
      };
    },
  };
}

export const bellTopic = {
  stream: (id: string) => `stream:${id}`,
  login: (userId: string) => `login:${userId}`,
  assessment: (id: string) => `assessment:${id}`,
  collection: (id: string) => `collection:${id}`,
  chat: (id: string) => `chat:${id}`,
} as const;
