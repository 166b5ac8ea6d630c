/** At most `limit` calls at a time for each provider; the rest wait in order and leave the queue when their signal is aborted. */
export function createProviderLimits(limitOf: (provider: string) => number) {
  const lanes = new Map<string, { running: number; waiting: (() => void)[] }>();

  return async function within<T>(provider: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const lane = lanes.get(provider) ?? { running: 0, waiting: [] };
    lanes.set(provider, lane);
    signal.throwIfAborted();
    if (lane.running >= Math.max(1, limitOf(provider))) {
      await new Promise<void>((resolve, reject) => {
        const go = () => {
          signal.removeEventListener('abort', leave);
          resolve();
        };
        const leave = () => {
          lane.waiting = lane.waiting.filter((other) => other !== go);
          reject(signal.reason);
        };
        lane.waiting.push(go);
        signal.addEventListener('abort', leave, { once: true });
      });
    } else lane.running += 1;
    try {
      return await work();
    } finally {
      const next = lane.waiting.shift();
      if (next) next();
      else {
        lane.running -= 1;
        if (lane.running === 0) lanes.delete(provider);
      }
    }
  };
}

export type ProviderLimits = ReturnType<typeof createProviderLimits>;
