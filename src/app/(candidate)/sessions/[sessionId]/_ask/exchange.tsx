import { classNames } from '@/components/class-names';
import type { ConversationEntry } from '@/core/assessment/candidate-view';
import { strings } from './_strings';

export type AskedEntry = Extract<ConversationEntry, { kind: 'question' }>;

type ExchangeProps = {
  entry: AskedEntry;
  /** What has been written of the reply so far; the whole of it is in the entry. */
  written?: string;
  isOver: boolean;
  isPast?: boolean;
};

/** A question and its reply. While it is being written the words grow in place; they are spoken once, when complete. */
export function Exchange({ entry, written = '', isOver, isPast = false }: ExchangeProps) {
  const { text, reply } = entry;
  return (
    <div className={classNames('flex flex-col gap-2', isPast && 'text-muted')}>
      <p className="wrap-anywhere w-fit max-w-measure self-end whitespace-pre-line rounded-lg rounded-br-none border bg-surface-raised px-4 py-2">
        <span className="sr-only">{strings.you}: </span>
        {text}
      </p>
      <p
        aria-busy={reply === null && !isOver}
        className="wrap-anywhere w-fit max-w-measure whitespace-pre-line text-pretty rounded-lg rounded-bl-none bg-surface-sunken px-4 py-2"
      >
        <span className="sr-only">{strings.interviewer}: </span>
        {reply ?? (isOver ? strings.unanswered : written || strings.writing)}
      </p>
    </div>
  );
}
