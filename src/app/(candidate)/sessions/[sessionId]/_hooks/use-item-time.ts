import { useEffect, useState } from 'react';
import { DEADLINE_GRACE_MS } from '@/core/assessment/rules';
import type { Assessment } from './use-assessment';

const ASK_EVERY_MS = 2_000;

/** The time of the open item is over, and the server has not yet said what came of it: asks until it does. */
export function useItemTime({ refetch }: Assessment, position: number | null) {
  const [over, setOver] = useState<number | null>(null);
  const isOver = over !== null && over === position;
  useEffect(() => {
    if (!isOver) return;
    const controller = new AbortController();
    const { signal } = controller;
    const ask = async () => {
      for (let pauseMs = DEADLINE_GRACE_MS + 600; !signal.aborted; pauseMs = ASK_EVERY_MS) {
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
        if (!signal.aborted) await refetch(signal);
      }
    };
    void ask();
    return () => controller.abort();
  }, [isOver, refetch]);
  return { isOver, onElapsed: () => setOver(position) };
}
