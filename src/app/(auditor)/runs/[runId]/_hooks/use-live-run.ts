'use client';

import { startTransition, useReducer, useState } from 'react';
import { hasEnded, type RunState, replayRun } from '@/core/evaluation/run';
import type { RunEventEnvelope } from '@/core/evaluation/run-event';
import { api } from '@/trpc/react';

export type LiveRunState = {
  state: RunState;
  /** Why the server ended the subscription for good; a lost connection is not such an end, it resumes by itself. */
  refusal: string | null;
};

/**
 * A run from what the page was rendered with, on through its events: the fold the server uses, so all watchers see the same.
 * Follows until the run has ended, and resumes from the last event it saw.
 */
export function useLiveRun(runId: string, initial: RunState): LiveRunState {
  const [state, take] = useReducer(takeEvents, initial);
  const [seenAtFirst] = useState(initial.seq);
  const { error } = api.run.onEvent.useSubscription(
    { runId, lastEventId: seenAtFirst },
    // as a transition: events that come faster than they can be drawn are drawn together, and the page still answers
    { enabled: !hasEnded(state), onData: ({ data }) => startTransition(() => take(data.events)) },
  );
  return { state, refusal: error?.message ?? null };
}

function takeEvents(state: RunState, events: readonly RunEventEnvelope[]): RunState {
  return replayRun(events, state);
}
