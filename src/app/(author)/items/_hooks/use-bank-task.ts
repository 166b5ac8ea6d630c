'use client';

import { useReducer, useState } from 'react';
import {
  type BankTaskEvent,
  type BankTaskState,
  foldBankTask,
  hasTaskEnded,
  NEW_BANK_TASK,
} from '@/core/items/bank-task';
import { api } from '@/trpc/react';

/** A task from its first event on, folded as the server does; it resumes from the last event it saw. */
export function useBankTask(taskId: string, onEnd?: () => void): { state: BankTaskState; refusal: string | null } {
  const [state, take] = useReducer(takeEvents, NEW_BANK_TASK);
  const [told, setTold] = useState(false);
  const { error } = api.item.onTask.useSubscription(
    { taskId, lastEventId: 0 },
    {
      enabled: !hasTaskEnded(state),
      onData: ({ data }) => {
        take(data.events);
        if (!told && data.events.some(({ type }) => type === 'taskCompleted' || type === 'taskFailed')) {
          setTold(true);
          onEnd?.();
        }
      },
    },
  );
  return { state, refusal: error?.message ?? null };
}

function takeEvents(state: BankTaskState, events: readonly (BankTaskEvent & { seq: number })[]): BankTaskState {
  return events.reduce(foldBankTask, state);
}
