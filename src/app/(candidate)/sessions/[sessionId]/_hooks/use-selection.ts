import { useEffect, useEffectEvent, useState } from 'react';
import type { ItemAnswer } from '@/core/items/answer';
import { api } from '@/trpc/react';
import { domainCodeOf } from '../_delivery';
import type { Answer } from '../_kept-answer';
import type { Assessment } from './use-assessment';

/** Long enough that someone who types or moves through the options saves once. */
const SAVE_AFTER_MS = 400;

/**
 * Keeps what is chosen on the server as it is made, so that it counts when a time ends. Nothing waits for it: a choice that
 * could not be saved is saved with the next one, or submitted.
 */
export function useSelection(sessionId: string, assessment: Assessment, position: number | null, isTimed: boolean) {
  const { client } = api.useUtils();
  const { device: writer, refetch } = assessment;
  const [saved, setSaved] = useState<number | null>(null);

  const save = useEffectEvent(async (at: number, answer: ItemAnswer | null) => {
    try {
      await client.session.saveSelection.mutate({ sessionId, writer, position: at, answer });
      if (answer) setSaved(at);
    } catch (error) {
      const code = domainCodeOf(error);
      if (code === 'answered_elsewhere' || code === 'item_time_over' || code === 'deadline_passed')
        await refetch(new AbortController().signal);
    }
  });

  // An item with a time of its own counts as seen once it is on the screen, and not before.
  useEffect(() => {
    if (position !== null && isTimed) void save(position, null);
  }, [position, isTimed]);
  const later = useEffectEvent((choice: Answer) => void save(choice.position, choice.answer));
  const [pending, setPending] = useState<Answer | null>(null);
  useEffect(() => {
    // A choice belongs to its item: one that has been submitted, or withdrawn, is not saved any more.
    if (pending === null || pending.position !== position) return;
    const timer = setTimeout(() => later(pending), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [pending, position]);

  return {
    isSaved: saved !== null && saved === position,
    choose: setPending,
    /** Saves at once what would be saved in a moment. */
    flush: () => {
      if (pending && pending.position === position && saved !== position) void save(pending.position, pending.answer);
      setPending(null);
    },
  };
}
