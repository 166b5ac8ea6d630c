import type { ObservedEvent } from '@/core/assessment/observed-session';

/** What help a candidate had, for the report. It has no effect on the score. */
export type HelpGiven = {
  readonly questions: number;
  /** Items whose hint was told, in order. */
  readonly hintedPositions: readonly number[];
};

export function helpGiven(events: readonly ObservedEvent[]): HelpGiven {
  const asked = new Map(
    events.flatMap((event) => (event.type === 'candidateAsked' ? [[event.payload.askId, event.payload.position]] : [])),
  );
  const hinted = events.flatMap((event) => {
    const position =
      event.type === 'interviewerReplied' && event.payload.help === 'givenHint' && asked.get(event.payload.askId);
    return typeof position === 'number' ? [position] : [];
  });
  return { questions: asked.size, hintedPositions: [...new Set(hinted)].sort((a, b) => a - b) };
}
