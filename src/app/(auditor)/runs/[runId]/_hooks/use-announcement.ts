'use client';

import { useEffect, useRef, useState } from 'react';

const EVERY_MS = 5_000;

/**
 * What a polite live region should hold: the newest words, but no more often than every five seconds while work goes on, and once
 * at its end. Silent when there was nothing to follow from the start.
 */
export function useAnnouncement(words: string, hasEnded: boolean): string {
  const [spoken, setSpoken] = useState('');
  const [followed] = useState(!hasEnded);
  const newest = useRef(words);
  useEffect(() => {
    newest.current = words;
  }, [words]);
  useEffect(() => {
    if (!followed) return;
    if (hasEnded) {
      setSpoken(newest.current);
      return;
    }
    const timer = setInterval(() => setSpoken(newest.current), EVERY_MS);
    return () => clearInterval(timer);
  }, [followed, hasEnded]);
  return spoken;
}
