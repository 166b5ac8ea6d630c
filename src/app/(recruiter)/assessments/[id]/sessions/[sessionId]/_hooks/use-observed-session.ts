'use client';

import { useReducer } from 'react';
import { isAwaitingScore, type ObservedSession, observe } from '@/core/assessment/observed-session';
import { api } from '@/trpc/react';
import { refusalOf } from '../../../../../_hooks/refusal-of';

/** A session that grows with its log: the page's first state, then every later event once. */
export function useObservedSession(sessionId: string, initial: ObservedSession) {
  const [session, apply] = useReducer(observe, initial);
  const subscription = api.assessment.onSessionEvent.useSubscription(
    { sessionId, lastEventId: initial.seq },
    {
      enabled: session.report === null || isAwaitingScore(session),
      onData: ({ data }) => {
        for (const event of data.events) apply(event);
      },
    },
  );
  return { session, refusal: refusalOf(subscription) };
}
