'use client';

import { useState } from 'react';
import type { LiveSession } from '@/protocol/session';
import { api } from '@/trpc/react';
import { refusalOf } from './refusal-of';

/** The sessions of an assessment as they change; each value from the server is the whole table. */
export function useLiveSessions(assessmentId: string, initial: readonly LiveSession[], enabled = true) {
  const [sessions, setSessions] = useState(initial);
  const subscription = api.assessment.onSessions.useSubscription(
    { id: assessmentId },
    { enabled, onData: (value) => setSessions(value) },
  );
  return { sessions, refusal: refusalOf(subscription) };
}
