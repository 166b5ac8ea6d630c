import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import { OptionCard, RadioGroup } from '@/components/radio-group';
import { RichText } from '@/components/rich-text';
import type { ConversationEntry } from '@/core/assessment/candidate-view';
import type { ItemAnswer } from '@/core/items/answer';
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
  onSubmit: (answer: ItemAnswer) => void;
};

/**
 * The item to answer. Letters choose while the focus is inside it (WCAG 2.1.4); it takes the focus when the candidate's own
 * answer brought it, so that keyboard and screen reader go on from there.
 */
export function OpenItem({ item, most, isResumed, isNext, ...rest }: OpenItemProps) {
  const { sending, isWaiting, isSlow, isRefused, isClosed, onSubmit } = rest;
  const { position, shown } = item;
  const [choice, setChoice] = useState<ItemAnswer | null>(sending);
  const [isMissing, setIsMissing] = useState(false);
  const section = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const isLocked = sending !== null || isClosed;
  const chosen = sending ?? choice;
  const options = 'options' in shown ? shown.options : [];

  const [takesFocus] = useState(isResumed || isNext);
  useEffect(() => {
    if (!takesFocus) return;
    heading.current?.focus({ preventScroll: true });
    section.current?.scrollIntoView({ block: 'start' });
  }, [takesFocus]);

  const choose = (optionId: string) => {
    setChoice({ type: 'singleChoice', optionId });
    setIsMissing(false);
  };
  const chooseByLetter = (event: KeyboardEvent) => {
    const letter = event.key.toUpperCase();
    if (event.ctrlKey || event.metaKey || event.altKey || isLocked) return;
    if (!options.some((option) => option.id === letter)) return;
    event.preventDefault();
    choose(letter);
    section.current?.querySelector<HTMLInputElement>(`input[value="${letter}"]`)?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isLocked) return;
    if (choice === null) setIsMissing(true);
    else onSubmit(choice);
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
      <RichText text={shown.stem} className="max-w-measure text-lg" />
      <form method="post" noValidate onSubmit={submit} className="mt-5 flex flex-col gap-5">
        <RadioGroup
          legend={strings.choose}
          hideLegend
          value={chosen && 'optionId' in chosen ? chosen.optionId : null}
          onValueChange={choose}
          locked={isLocked}
          error={isMissing ? strings.chooseFirst : isRefused ? strings.refused : undefined}
        >
          {options.map((option) => (
            <OptionCard
              key={option.id}
              value={option.id}
              letter={option.id}
              label={<RichText text={option.text} inline />}
            />
          ))}
        </RadioGroup>
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
          <p className="min-w-0 flex-1 basis-64 text-muted pointer-coarse:hidden">{strings.keys}</p>
        </div>
      </form>
    </section>
  );
}
