'use client';

import { startTransition, useReducer } from 'react';
import { hasEnded, NEW_RUN, type RunState, replayRun } from '@/core/evaluation/run';
import type { RunEventEnvelope } from '@/core/evaluation/run-event';
import type { AnswerCheck } from '@/protocol/chat';
import { api } from '@/trpc/react';

/** How an answer's evaluation stands: as the page was given it when it had ended by then, else as its events tell. */
export function useAnswerCheck(runId: string, initial: AnswerCheck | undefined): AnswerCheck {
  const [state, take] = useReducer(takeEvents, NEW_RUN);
  const wasEnded = initial !== undefined && hasEnded(initial);
  api.run.onEvent.useSubscription(
    { runId, lastEventId: 0 },
    {
      enabled: !wasEnded && !hasEnded(state),
      onData: ({ data }) => startTransition(() => take(data.events)),
    },
  );
  if (wasEnded || (initial && state.seq === 0)) return initial;
  return { runId, status: state.status, summary: state.summary };
}

function takeEvents(state: RunState, events: readonly RunEventEnvelope[]): RunState {
  return replayRun(events, state);
}
