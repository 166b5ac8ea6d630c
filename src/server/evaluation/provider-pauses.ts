import type { Redis } from 'ioredis';
import type { ProviderPauses } from '@/core/evaluation/run-calls';

/** No provider is believed that wants to be left alone for longer than this. */
const MAX_PAUSE_MS = 3_600_000;

export type PauseTools = {
  /** A clock that never goes back, in ms. */
  now(): number;
  /** Where several processes tell each other; none, or one that is away, leaves each with its own. */
  redis: Pick<Redis, 'pttl' | 'set'> | null;
};

/** The pauses providers asked for, kept for all runs of this process, and with Redis for those of all processes. */
export function createProviderPauses({ now, redis }: PauseTools): ProviderPauses {
  const ends = new Map<string, number>();
  const keyOf = (provider: string) => `assay:pause:${provider}`;
  const elsewhere = async (provider: string): Promise<number> => {
    try {
      return (await redis?.pttl(keyOf(provider))) ?? 0;
    } catch {
      return 0;
    }
  };
  const remainingMs = async (provider: string): Promise<number> => {
    const here = (ends.get(provider) ?? 0) - now();
    if (here <= 0) ends.delete(provider);
    return Math.max(0, here, await elsewhere(provider));
  };
  return {
    remainingMs,
    async pause(provider, ms) {
      const wanted = Math.ceil(Math.min(ms, MAX_PAUSE_MS));
      if (wanted <= (await remainingMs(provider))) return;
      ends.set(provider, now() + wanted);
      await redis?.set(keyOf(provider), '', 'PX', wanted).catch(() => null);
    },
  };
}
