'use client';

import { useEffect, useRef, useState } from 'react';
import { wholeSentences } from '../_sentences';

/** No more often than this, so that one utterance is not cut off by the next. */
const EVERY_MS = 2_000;

/**
 * What a polite live region should hold while an answer grows: whole sentences that have not been said yet, never half of one,
 * and at the end the rest. Silent for answers that were there from the start.
 */
export function useSpokenAnswer(answerId: string | null, text: string, isWriting: boolean): string {
  const followed = useRef<{ id: string; said: number } | null>(null);
  const latest = useRef({ text, isWriting });
  const [spoken, setSpoken] = useState('');

  useEffect(() => {
    latest.current = { text, isWriting };
  });
  useEffect(() => {
    if (answerId === null) return;
    if (followed.current?.id !== answerId) {
      if (!isWriting) return;
      followed.current = { id: answerId, said: 0 };
    }
    const say = () => {
      const { text, isWriting } = latest.current;
      const answer = followed.current!;
      const end = isWriting ? wholeSentences(text) : text.length;
      if (end <= answer.said) return;
      setSpoken(text.slice(answer.said, end).trim());
      answer.said = end;
    };
    say();
    if (!isWriting) return;
    const timer = setInterval(say, EVERY_MS);
    return () => clearInterval(timer);
  }, [answerId, isWriting]);
  return spoken;
}
