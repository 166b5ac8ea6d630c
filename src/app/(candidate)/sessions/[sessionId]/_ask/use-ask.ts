import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { CandidateEvent } from '@/core/assessment/candidate-view';
import { api } from '@/trpc/react';
import { deliver, domainCodeOf } from '../_delivery';
import { delayOrReconnect } from '../_hooks/delay-or-reconnect';
import type { Assessment } from '../_hooks/use-assessment';

type Question = { readonly askId: string; readonly text: string };
type Outcome = { readonly events: CandidateEvent[] } | { readonly refusal: string };

export type Ask = {
  /** The question on its way, or null. */
  readonly sending: Question | null;
  /** Why the last one was not taken, in the server's words. */
  readonly refusal: string | null;
  readonly send: (text: string) => void;
  /** What was wrong with the last one no longer matters. */
  readonly forgetRefusal: () => void;
};

const REFUSALS = ['question_too_long', 'too_many_questions', 'invalid_input'];

/** Carries one question at a time to the server, again under the same id until it is known what became of it. */
export function useAsk(sessionId: string, assessment: Assessment, onTaken: () => void): Ask {
  const { client } = api.useUtils();
  const { apply, refetch, block, barrier } = assessment;
  const [sending, setSending] = useState<Question | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  const conclude = useEffectEvent(async (question: Question, signal: AbortSignal) => {
    const delivery = await deliver<Outcome>({
      signal,
      wait: (delayMs) => delayOrReconnect(delayMs, signal),
      send: () =>
        client.session.ask.mutate({ sessionId, ...question }, { signal }).catch((error: unknown) => {
          if (REFUSALS.includes(domainCodeOf(error) ?? '')) return { refusal: (error as Error).message };
          throw error;
        }),
    });
    if (delivery === null) return;
    switch (delivery.kind) {
      case 'accepted':
        if ('refusal' in delivery.step) setRefusal(delivery.step.refusal);
        else {
          apply(delivery.step.events);
          onTaken();
        }
        return setSending(null);
      case 'outdated':
        await refetch(signal);
        return setSending(null);
      case 'signedOut':
      case 'notYours':
        return block(delivery.kind);
    }
  });
  const isBlocked = barrier !== null;
  useEffect(() => {
    if (sending === null || isBlocked) return;
    const controller = new AbortController();
    void conclude(sending, controller.signal);
    return () => controller.abort();
  }, [sending, isBlocked]);

  return {
    sending,
    refusal,
    send: (text) => {
      setRefusal(null);
      setSending({ askId: crypto.randomUUID(), text });
    },
    forgetRefusal: () => setRefusal(null),
  };
}

/** The reply that has come since this page was opened, to be said once; empty before. */
export function useNewReply(replies: readonly { askId: string; reply: string | null }[]): string {
  const known = useRef(new Set(replies.filter(({ reply }) => reply !== null).map(({ askId }) => askId)));
  const [text, setText] = useState('');
  useEffect(() => {
    for (const { askId, reply } of replies) {
      if (reply === null || known.current.has(askId)) continue;
      known.current.add(askId);
      setText(reply);
    }
  }, [replies]);
  return text;
}
