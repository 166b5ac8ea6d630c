import { ChevronRight } from 'lucide-react';
import { answerWords, scoreWords } from '@/app/_components/answer-words';
import { GivenItem } from '@/app/_components/given-item';
import { RichText } from '@/components/rich-text';
import { Status } from '@/components/status';
import type { ConversationEntry, ItemStanding } from '@/core/assessment/candidate-view';
import type { AnswerScore } from '@/core/assessment/session-event';
import { strings } from '../_strings';

type AnsweredItemProps = {
  item: Extract<ConversationEntry, { kind: 'item' }>;
  /** Null while it is not disclosed. */
  outcome: AnswerScore | null;
};

const UNANSWERED = {
  open: strings.notAnswered,
  answered: strings.notAnswered,
  setAside: strings.waitsForLater,
  withdrawn: strings.withdrawn,
  missed: strings.missed,
} as const satisfies Record<ItemStanding, string>;

/** A closed item as one line, with the item and the answer behind it. */
export function AnsweredItem({ item: { position, shown, response, standing }, outcome }: AnsweredItemProps) {
  const stage = response?.reading ?? 'none';
  const reading = stage === 'none' ? null : ({ tone: 'unknown', label: strings.reading[stage] } as const);
  const isUnscored = outcome === null || outcome.points === null;
  const score =
    outcome && !(isUnscored && reading) ? scoreWords(outcome, stage === 'read' ? 'graded' : 'scored') : null;
  return (
    <details className="group rounded-md border bg-surface-raised">
      <summary className="flex min-h-11 cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-muted transition-transform group-open:rotate-90 motion-reduce:transition-none"
        />
        <span className="figures">
          {strings.item(position)}
          <span className="text-muted">
            : {response ? strings.answered(answerWords(shown, response.answer)) : UNANSWERED[standing]}
          </span>
        </span>
        {response && (score ?? reading) && <Status {...(score ?? reading!)} className="ml-auto" />}
      </summary>
      <div className="flex flex-col gap-4 border-t px-4 py-4">
        <GivenItem shown={shown} answer={response?.answer ?? null} keyAnswer={response?.feedback?.keyAnswer ?? null} />
        {response?.feedback && <RichText text={response.feedback.explanation} />}
      </div>
    </details>
  );
}
