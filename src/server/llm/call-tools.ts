import { setTimeout as wait } from 'node:timers/promises';
import type { CallTools } from './structured-call';

/** Real time and chance. */
export const SYSTEM_TOOLS: CallTools = {
  now: () => Date.now(),
  random: () => Math.random(),
  async sleep(ms, signal) {
    try {
      await wait(ms, undefined, { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  },
};
