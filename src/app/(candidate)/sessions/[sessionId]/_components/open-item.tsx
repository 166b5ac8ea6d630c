import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { ItemStem } from '@/app/_components/item-stem';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import type { ConversationEntry } from '@/core/assessment/candidate-view';
import type { ItemAnswer } from '@/core/items/answer';
import { strings as inputWords } from '../_items/_strings';
import { draftProblem } from '../_items/draft-problem';
import { answerByLetter, ItemInput } from '../_items/item-input';
import { strings } from '../_strings';

type OpenItemProps = {
  item: Extract<ConversationEntry, { kind: 'item' }>;
  most: number;
  /** Someone comes back to it: the page begins here. */
  isResumed: boolean;
  /** It follows an answer given here: reading goes on here. */
  isNext: boolean;
  /** The answer on its way to the server, or null. */
  sending: ItemAnswer | null;
  isWaiting: boolean;
  isSlow: boolean;
  isRefused: boolean;
  /** Nothing can be submitted any more, or not now. */
  isClosed: boolean;
  /** What was chosen before, saved or submitted. */
  initial: ItemAnswer | null;
  isSaved: boolean;
  onChoose: (answer: ItemAnswer) => void;
  onSubmit: (answer: ItemAnswer) => void;
  /** What else can be done with it. */
  children?: ReactNode;
};

/**
 * The item to answer. Letters choose while the focus is inside it (WCAG 2.1.4); it takes the focus when the candidate's own
 * answer brought it, so that keyboard and screen reader go on from there.
 */
export function OpenItem({ item, most, isResumed, isNext, ...rest }: OpenItemProps) {
  const { sending, isWaiting, isSlow, isRefused, isClosed, initial, isSaved, onChoose, onSubmit, children } = rest;
  const { position, shown } = item;
  const [choice, setChoice] = useState<ItemAnswer | null>(sending ?? initial);
  const [problem, setProblem] = useState<string | null>(null);
  const section = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const isLocked = sending !== null || isClosed;
  const chosen = sending ?? choice;

  const [takesFocus] = useState(isResumed || isNext);
  useEffect(() => {
    if (!takesFocus) return;
    heading.current?.focus({ preventScroll: true });
    section.current?.scrollIntoView({ block: 'start' });
  }, [takesFocus]);

  const change = (answer: ItemAnswer) => {
    setChoice(answer);
    setProblem(null);
    onChoose(answer);
  };
  const chooseByLetter = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isLocked) return;
    const letter = event.key.toUpperCase();
    const answer = answerByLetter(shown, choice, letter);
    if (answer === null) return;
    event.preventDefault();
    change(answer);
    section.current?.querySelector<HTMLInputElement>(`input[value="${letter}"]`)?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isLocked) return;
    const found = draftProblem(shown, choice);
    setProblem(found);
    if (found === null && choice !== null) onSubmit(choice);
  };

  const headingId = `item-${position}`;
  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-labelledby={headingId}
      onKeyDown={chooseByLetter}
      className="scroll-mt-44 rounded-lg border bg-surface-raised p-4 shadow-card outline-none motion-safe:animate-appear sm:scroll-mt-28 sm:p-6"
    >
      <h2 id={headingId} ref={heading} tabIndex={-1} className="figures mb-3 w-fit rounded-sm font-semibold text-lg">
        {strings.itemOf(position, most)}
      </h2>
      <ItemStem shown={shown} className="max-w-measure text-lg" />
      <form method="post" noValidate onSubmit={submit} className="mt-5 flex flex-col gap-5">
        <ItemInput
          shown={shown}
          value={chosen}
          onChange={change}
          locked={isLocked}
          error={problem ?? (isRefused ? strings.refused : undefined)}
        />
        {isSlow && sending !== null && (
          <Notice tone="caution" live="polite">
            {strings.slow}
          </Notice>
        )}
        <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
          <Button
            type="submit"
            variant="primary"
            className="max-sm:w-full"
            disabled={isClosed && sending === null}
            busy={sending !== null}
            busyLabel={isWaiting ? strings.waiting : strings.sending}
          >
            {strings.submit}
          </Button>
          {children}
          <p className="min-w-0 flex-1 basis-64 text-muted pointer-coarse:hidden">{inputWords.keys[shown.type]}</p>
        </div>
        <p className="text-muted">{isSaved ? strings.choiceSaved : strings.choiceCounts}</p>
      </form>
    </section>
  );
}
