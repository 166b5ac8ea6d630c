import { ChevronRight } from 'lucide-react';
import { RichText } from '@/components/rich-text';
import { Status } from '@/components/status';
import type { ConversationEntry } from '@/core/assessment/candidate-view';
import { strings } from '../_strings';

type AnsweredItemProps = {
  item: Extract<ConversationEntry, { kind: 'item' }>;
  /** Null while it is not disclosed. */
  correct: boolean | null;
};

/** A closed item as one line, with the item and the answer behind it. */
export function AnsweredItem({ item: { position, shown, answer }, correct }: AnsweredItemProps) {
  const keyId = answer?.feedback?.keyId ?? null;
  return (
    <details className="group rounded-md border bg-surface-raised">
      <summary className="flex min-h-11 cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-muted transition-transform group-open:rotate-90 motion-reduce:transition-none"
        />
        <span className="figures">
          {strings.item(position)}
          <span className="text-muted">: {answer ? strings.answered(answer.optionId) : strings.notAnswered}</span>
        </span>
        {answer && correct !== null && (
          <Status
            tone={correct ? 'positive' : 'negative'}
            label={correct ? strings.correct : strings.notCorrect}
            className="ml-auto"
          />
        )}
      </summary>
      <div className="flex flex-col gap-4 border-t px-4 py-4">
        <RichText text={shown.stem} />
        <ul className="flex flex-col gap-2">
          {shown.options.map((option) => (
            <li key={option.id} className="flex flex-wrap gap-x-3">
              <span className="font-medium text-muted">{option.id}.</span>
              <RichText text={option.text} inline className="min-w-0 flex-1" />
              {option.id === answer?.optionId && <Status tone="accent" label={strings.chosen} />}
              {option.id === keyId && <Status tone="positive" label={strings.key} />}
            </li>
          ))}
        </ul>
        {answer?.feedback && <RichText text={answer.feedback.explanation} />}
      </div>
    </details>
  );
}
