import { applyRunEvent, type RunState } from '@/core/evaluation/run';
import type { RunEvent } from '@/core/evaluation/run-event';

export type Clock = { now(): number };
export type EmitRunEvents = (events: readonly RunEvent[]) => Promise<void>;

/** Storing failed: the run is as good as its last stored event, and whoever called resumes it from there. */
export class EmitFailed extends Error {
  override name = 'EmitFailed';
}

const MAX_PENDING = 100;

/**
 * Hands events to `emit` in order, one call at a time: what comes up while a call is under way goes out together in the next. So
 * the first event leaves at once, and a slow store makes the batches larger, not the queue longer: past MAX_PENDING, `record`
 * makes its caller wait. The state is folded as events come up, ahead of the store by at most that much.
 */
export function createRunRecorder(initial: RunState, emit: EmitRunEvents, clock: Clock) {
  let state = initial;
  let pending: RunEvent[] = [];
  let pump: Promise<void> | null = null;
  let failure: EmitFailed | null = null;

  async function drain(): Promise<void> {
    while (pending.length > 0 && !failure) {
      const batch = pending;
      pending = [];
      try {
        await emit(batch);
      } catch (cause) {
        failure = new EmitFailed('The events of the run could not be stored', { cause });
      }
    }
    pump = null;
  }

  /** Resolves when everything recorded so far is stored. Throws EmitFailed. */
  async function flush(): Promise<void> {
    while (pump) await pump;
    if (failure) throw failure;
  }

  return {
    get state(): RunState {
      return state;
    },
    flush,
    /** Takes events in; waits only when the store is far behind. Throws EmitFailed once storing has failed. */
    async record(...events: readonly RunEvent[]): Promise<void> {
      if (failure) throw failure;
      const at = new Date(clock.now()).toISOString();
      for (const event of events) state = applyRunEvent(state, event, at);
      pending.push(...events);
      pump ??= drain();
      if (pending.length > MAX_PENDING) await flush();
    },
  };
}

export type RunRecorder = ReturnType<typeof createRunRecorder>;
