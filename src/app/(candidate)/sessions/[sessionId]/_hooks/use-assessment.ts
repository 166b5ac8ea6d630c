import { useCallback, useEffect, useReducer, useState, useSyncExternalStore } from 'react';
import { awaitedCount, type CandidateEvent, type CandidateView } from '@/core/assessment/candidate-view';
import { DEADLINE_GRACE_MS } from '@/core/assessment/rules';
import type { ItemAnswer } from '@/core/items/answer';
import { api, connectionStore } from '@/trpc/react';
import { deliver, meaningOf } from '../_delivery';
import { useDeviceName } from '../_device';
import { follow } from '../_follow';
import { delayOrReconnect } from './delay-or-reconnect';
import { type ServerClock, useServerClock } from './use-server-clock';

export type Snapshot = {
  readonly view: CandidateView;
  readonly saved: readonly { readonly position: number; readonly answer: ItemAnswer }[];
  readonly title: string;
  readonly serverNow: string;
};

/** What keeps this page from going on by itself: the login ended, or is someone else's now. */
export type Barrier = 'signedOut' | 'notYours';

export type Assessment = {
  readonly view: CandidateView;
  readonly clock: ServerClock;
  readonly barrier: Barrier | null;
  /** This tab's name; null before the page is alive. */
  readonly device: string | null;
  /** Another device answers; this page looks on. */
  readonly isElsewhere: boolean;
  /** The countdown has run out and the server has not yet said that the session is over. */
  readonly isTimeOver: boolean;
  readonly onTimeOver: () => void;
  readonly apply: (events: readonly CandidateEvent[]) => void;
  /** Fetches the current state, for as long as it takes. */
  readonly refetch: (signal: AbortSignal) => Promise<void>;
  readonly block: (barrier: Barrier) => void;
};

const REFETCH_EVERY_MS = 2_000;
const RESUBSCRIBE_MS = 2_000;

/** The session as the server has it: its snapshot, then its events, and again its snapshot whenever in doubt. */
export function useAssessment(sessionId: string, initial: Snapshot): Assessment {
  const { client } = api.useUtils();
  const device = useDeviceName();
  const clock = useServerClock(initial.serverNow);
  const [{ view, isBehind }, dispatch] = useReducer(follow, { view: initial.view, isBehind: false });
  const [barrier, setBarrier] = useState<Barrier | null>(null);
  const [isTimeOver, setIsTimeOver] = useState(false);
  const status = useSyncExternalStore(connectionStore.subscribe, connectionStore.get, () => 'idle' as const);
  const { read } = clock;

  const apply = useCallback((events: readonly CandidateEvent[]) => dispatch({ type: 'events', events }), []);
  const refetch = useCallback(
    async (signal: AbortSignal) => {
      const fetched = await deliver({
        signal,
        wait: (delayMs) => delayOrReconnect(delayMs, signal),
        send: async () => {
          const sentAtMs = Date.now();
          const snapshot = await client.session.get.query({ sessionId }, { signal });
          read(snapshot.serverNow, sentAtMs);
          return snapshot;
        },
      });
      if (fetched?.kind === 'accepted') {
        const { view: current, serverNow } = fetched.step;
        dispatch({ type: 'snapshot', view: current });
        if (current.deadlineAt && Date.parse(serverNow) < Date.parse(current.deadlineAt)) setIsTimeOver(false);
      } else if (fetched?.kind === 'signedOut' || fetched?.kind === 'notYours') setBarrier(fetched.kind);
    },
    [client, sessionId, read],
  );

  const subscription = api.session.onEvent.useSubscription(
    { sessionId, lastEventId: initial.view.seq },
    {
      enabled: view.status !== 'completed' || awaitedCount(view) > 0,
      // Only a served subscription proves a login: a socket without one opens as well, and is closed at once.
      onStarted: () => setBarrier((before) => (before === 'signedOut' ? null : before)),
      onData: ({ data }) => apply(data.events),
      onError: (error) => {
        const meaning = meaningOf(error);
        if (meaning?.kind === 'signedOut' || meaning?.kind === 'notYours') setBarrier(meaning.kind);
      },
    },
  );
  const { reset } = subscription;
  const hasFailed = subscription.status === 'error' && barrier === null;
  useEffect(() => {
    if (!hasFailed) return;
    const timer = setTimeout(reset, RESUBSCRIBE_MS);
    return () => clearTimeout(timer);
  }, [hasFailed, reset]);

  useEffect(() => {
    if (status === 'signedOut') setBarrier((before) => before ?? 'signedOut');
  }, [status]);

  useEffect(() => {
    if (!isBehind) return;
    const controller = new AbortController();
    void refetch(controller.signal);
    return () => controller.abort();
  }, [isBehind, refetch]);

  // Fetching the state of an overdue session ends it, should the job that does so be late.
  const isWaitingForEnd = isTimeOver && view.status === 'inProgress' && barrier === null;
  useEffect(() => {
    if (!isWaitingForEnd) return;
    const controller = new AbortController();
    const { signal } = controller;
    const ask = async () => {
      for (let pauseMs = DEADLINE_GRACE_MS + 500; !signal.aborted; pauseMs = REFETCH_EVERY_MS) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        if (!signal.aborted) await refetch(signal);
      }
    };
    void ask();
    return () => controller.abort();
  }, [isWaitingForEnd, refetch]);

  return {
    view,
    clock,
    device,
    isElsewhere: device !== null && view.writer !== null && view.writer !== device,
    barrier,
    isTimeOver: isTimeOver && view.status === 'inProgress',
    onTimeOver: useCallback(() => setIsTimeOver(true), []),
    apply,
    refetch,
    block: setBarrier,
  };
}
