import { useEffect, useEffectEvent, useState } from 'react';
import { type CandidateView, itemEntries, openItem } from '@/core/assessment/candidate-view';
import { api, connectionStore } from '@/trpc/react';
import { deliver } from '../_delivery';
import { type Answer, forgetAnswer, keepAnswer, keptAnswer } from '../_kept-answer';
import { delayOrReconnect } from './delay-or-reconnect';
import type { Assessment } from './use-assessment';

/** Whether an answer at this position can still be on its way: a changed one replaces another and is done with its reply. */
const waits = (view: CandidateView, position: number): boolean => {
  const standing = itemEntries(view).find((entry) => entry.position === position)?.standing;
  return standing === 'open' || standing === 'setAside' || (standing === 'answered' && view.conduct.mayChangeAnswers);
};

export type AnswerDelivery = {
  /** The answer on its way, or null. */
  readonly sending: Answer | null;
  readonly failedAttempts: number;
  /** The last answer given in this window, for telling it from one given elsewhere. */
  readonly own: Answer | null;
  /** The last answer was turned down as none that was offered. */
  readonly isRefused: boolean;
  readonly submit: (answer: Answer) => void;
};

/** A reply takes milliseconds; after this the socket is taken for dead and the answer is sent again. */
const REPLY_TIMEOUT_MS = 8_000;

/** Carries one answer at a time to the server: over the socket, in turns with plain requests where that fails. */
export function useAnswer(sessionId: string, assessment: Assessment): AnswerDelivery {
  const { client } = api.useUtils();
  const { view, barrier, apply, refetch, block, clock, device: writer } = assessment;
  const [sending, setSending] = useState<Answer | null>(null);
  const [failedAttempts, setFailedAttempts] = useState(0);
  const [own, setOwn] = useState<Answer | null>(null);
  const [isRefused, setIsRefused] = useState(false);
  const openPosition = openItem(view)?.position ?? null;

  const begin = (answer: Answer) => {
    keepAnswer(sessionId, answer);
    setIsRefused(false);
    setFailedAttempts(0);
    setOwn(answer);
    setSending(answer);
  };

  // What a reload interrupted goes on.
  const resume = useEffectEvent(() => {
    const kept = openPosition === null ? null : keptAnswer(sessionId, openPosition);
    if (kept && sending === null) begin(kept);
  });
  useEffect(() => {
    if (openPosition !== null) resume();
  }, [openPosition]);

  // The events got here before the reply did: it is known what became of the answer.
  if (sending !== null && !waits(view, sending.position)) setSending(null);
  useEffect(() => {
    if (own !== null && own.position !== openPosition) forgetAnswer(sessionId, own.position);
  }, [own, openPosition, sessionId]);

  const conclude = useEffectEvent(async (answer: Answer, signal: AbortSignal) => {
    const delivery = await deliver({
      signal,
      wait: (delayMs) => delayOrReconnect(delayMs, signal),
      onAttemptFailed: setFailedAttempts,
      send: async (attempt) => {
        const sentAtMs = Date.now();
        const step = await client.session.submitResponse.mutate(
          { sessionId, writer, ...answer },
          {
            signal: AbortSignal.any([signal, AbortSignal.timeout(REPLY_TIMEOUT_MS)]),
            context: { socket: attempt % 2 === 0 || connectionStore.get() === 'live' },
          },
        );
        clock.read(step.serverNow, sentAtMs);
        return step;
      },
    });
    if (delivery === null) return;
    switch (delivery.kind) {
      case 'accepted':
        forgetAnswer(sessionId, answer.position);
        apply(delivery.step.events);
        return setSending(null);
      case 'outdated':
        forgetAnswer(sessionId, answer.position);
        await refetch(signal);
        setIsRefused(delivery.isRefused);
        return setSending(null);
      case 'signedOut':
      case 'notYours':
        return block(delivery.kind); // the answer stays kept: signing in again sends it
    }
  });
  const isBlocked = barrier !== null || writer === null;
  useEffect(() => {
    if (sending === null || isBlocked) return;
    const controller = new AbortController();
    void conclude(sending, controller.signal);
    return () => controller.abort();
  }, [sending, isBlocked]);

  return { sending, failedAttempts, own, isRefused, submit: begin };
}
