import type { ReactNode } from 'react';
import { classNames } from '@/components/class-names';
import { type CandidateView, type ConversationEntry, openItem } from '@/core/assessment/candidate-view';
import { PastExchange } from '../_ask/exchange';
import type { Answer } from '../_kept-answer';
import { strings } from '../_strings';
import { AnsweredItem } from './answered-item';
import { FreshFeedback } from './fresh-feedback';

type ConversationProps = { view: CandidateView; own: Answer | null; children: ReactNode };

/** Everything said and answered so far, oldest first; the open item comes as its child, at the end. */
export function Conversation({ view, own, children }: ConversationProps) {
  const { conversation, feedback, status } = view;
  const last = conversation.findLast((entry) => entry.kind === 'item' && entry.response !== null);
  const isRunning = status === 'inProgress';
  const outcomes = new Map(feedback?.answers.map((outcome) => [outcome.position, outcome]));
  const openedAt = openItem(view)?.seq ?? Number.POSITIVE_INFINITY;
  return (
    <section aria-label={strings.conversation} className="flex flex-col gap-3">
      {conversation.map((entry) => {
        if (entry.kind === 'interviewer') {
          const isPast = last !== undefined && entry.seq < last.seq;
          return <InterviewerSays key={entry.seq} entry={entry} isPast={isPast} />;
        }
        if (entry.kind === 'question') {
          const isAboutOpen = isRunning && entry.seq > openedAt;
          return isAboutOpen ? null : <PastExchange key={entry.seq} entry={entry} />;
        }
        if (isRunning && (entry.standing === 'open' || entry.standing === 'setAside')) return null;
        const outcome = entry.response?.feedback ?? outcomes.get(entry.position) ?? null;
        return (
          <div key={entry.seq} className="flex flex-col gap-3">
            <AnsweredItem item={entry} outcome={outcome} />
            {isRunning && entry === last && entry.response?.feedback && (
              <FreshFeedback
                key={entry.position}
                item={entry}
                feedback={entry.response.feedback}
                takesFocus={own?.position === entry.position}
              />
            )}
          </div>
        );
      })}
      {children}
    </section>
  );
}

type Said = Extract<ConversationEntry, { kind: 'interviewer' }>;

/** Only the latest words keep their full weight. */
function InterviewerSays({ entry, isPast }: { entry: Said; isPast: boolean }) {
  return (
    <p
      className={classNames(
        'w-fit max-w-measure text-pretty rounded-lg rounded-bl-none bg-surface-sunken px-4 py-2 motion-safe:animate-appear',
        isPast && 'text-muted',
      )}
    >
      <span className="sr-only">{strings.interviewer}: </span>
      {entry.turn.text}
    </p>
  );
}
