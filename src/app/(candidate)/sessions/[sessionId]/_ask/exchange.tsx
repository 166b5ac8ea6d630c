import { ChevronRight } from 'lucide-react';
import type { ConversationEntry } from '@/core/assessment/candidate-view';
import { strings } from './_strings';

export type AskedEntry = Extract<ConversationEntry, { kind: 'question' }>;

type ExchangeProps = {
  entry: AskedEntry;
  /** What has been written of the reply so far; the whole of it is in the entry. */
  written?: string;
  /** No reply is to be expected any more. */
  isOver: boolean;
};

/** What was asked while an earlier item was open, as one line, with the reply behind it. */
export function PastExchange({ entry }: { entry: AskedEntry }) {
  return (
    <details className="group rounded-md border bg-surface-raised">
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-3 px-3 py-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-muted transition-transform group-open:rotate-90 motion-reduce:transition-none"
        />
        <span className="min-w-0 flex-1 truncate">
          {strings.youAsked}
          <span className="text-muted">: {entry.text}</span>
        </span>
      </summary>
      <div className="border-t px-4 py-4">
        <Exchange entry={entry} isOver />
      </div>
    </details>
  );
}

/** A question and its reply. While it is being written the words grow in place; they are spoken once, when complete. */
export function Exchange({ entry, written = '', isOver }: ExchangeProps) {
  const { text, reply } = entry;
  return (
    <div className="flex flex-col gap-2">
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
