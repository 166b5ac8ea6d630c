import { useEffect, useRef } from 'react';
import { answerWords, scoreWords } from '@/app/_components/answer-words';
import { RichText } from '@/components/rich-text';
import { TONE_EDGE, TONE_SOFT, ToneShape } from '@/components/tone';
import type { ConversationEntry } from '@/core/assessment/candidate-view';
import type { AnswerFeedback } from '@/core/assessment/session-event';
import { strings } from '../_strings';

type FreshFeedbackProps = {
  item: Extract<ConversationEntry, { kind: 'item' }>;
  feedback: AnswerFeedback;
  /** The answer was given here just now: what it led to is read first, then the next item below it. */
  takesFocus: boolean;
};

/** In practice mode: what became of the answer just given, and why. */
export function FreshFeedback({ item: { position, shown }, feedback, takesFocus }: FreshFeedbackProps) {
  const { keyAnswer, explanation } = feedback;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!takesFocus) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'start' });
  }, [takesFocus]);
  const { tone, label } = scoreWords(feedback);
  return (
    <section
      aria-labelledby={`feedback-${position}`}
      className={`rounded-md border-l-4 px-4 py-3 motion-safe:animate-appear ${TONE_EDGE[tone]} ${TONE_SOFT[tone]}`}
    >
      <h2
        id={`feedback-${position}`}
        ref={heading}
        tabIndex={-1}
        className="flex scroll-mt-48 items-center gap-2 font-medium sm:scroll-mt-36"
      >
        <ToneShape tone={tone} />
        {strings.item(position)}:{' '}
        {feedback.correct ? label : `${label}. ${strings.key}: ${answerWords(shown, keyAnswer)}`}
      </h2>
      <RichText text={explanation} className="mt-2 max-w-measure" />
    </section>
  );
}
