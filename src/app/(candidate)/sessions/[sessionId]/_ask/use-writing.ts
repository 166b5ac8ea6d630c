import { useEffect, useState } from 'react';
import { api } from '@/trpc/react';
import type { Assessment } from '../_hooks/use-assessment';

/** Longer than a reply may take; after it the server is asked, which answers by rules what got lost. */
const PATIENCE_MS = 30_000;

/** What has been written so far of the reply to `askId`; followed only while one is awaited. */
export function useWriting(sessionId: string, askId: string | null, assessment: Assessment): string {
  const { refetch, barrier } = assessment;
  const [written, setWritten] = useState({ askId: '', text: '' });
  const isWaiting = askId !== null && barrier === null;

  api.session.onReply.useSubscription(
    { sessionId },
    {
      enabled: isWaiting,
      // A piece that was lost leaves a gap: what follows it is not shown, and the whole reply comes as an event.
      onData: (piece) =>
        setWritten((before) => {
          const text = before.askId === piece.askId ? before.text : '';
          if (piece.from > text.length) return before;
          return { askId: piece.askId, text: text.slice(0, piece.from) + piece.text };
        }),
    },
  );

  useEffect(() => {
    if (!isWaiting || askId === null) return;
    const controller = new AbortController();
    const timer = setInterval(() => void refetch(controller.signal), PATIENCE_MS);
    return () => {
      clearInterval(timer);
      controller.abort();
    };
  }, [isWaiting, askId, refetch]);

  return written.askId === askId ? written.text : '';
}
