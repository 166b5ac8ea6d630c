import { breathe } from '@/server/evaluation/breathe';

/** How long reading may go on before others have their turn; well below what a live answer would notice. */
const TURN_MS = 8;

/** Awaited between two pieces of work: comes back at once until a turn is used up, then lets the event loop go round. */
export type Pace = () => Promise<void> | undefined;

export function createPace(signal?: AbortSignal): Pace {
  let since = performance.now();
  return () => {
    if (performance.now() - since < TURN_MS) return undefined;
    return breathe(signal).then(() => {
      since = performance.now();
    });
  };
}
