import { MessageCircleQuestion } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useId, useMemo, useState } from 'react';
import { Button } from '@/components/button';
import { classNames } from '@/components/class-names';
import { Field } from '@/components/field';
import { TextArea } from '@/components/text-area';
import { MAX_QUESTION_CHARACTERS } from '@/core/interview/question';
import type { Assessment } from '../_hooks/use-assessment';
import { strings } from './_strings';
import { type AskedEntry, Exchange } from './exchange';
import { useAsk, useNewReply } from './use-ask';
import { useWriting } from './use-writing';

type AskPanelProps = {
  sessionId: string;
  assessment: Assessment;
  /** Number of the event that presented the open item: what was asked after it belongs here. */
  since: number;
  isWaiting: boolean;
};

/**
 * Asking while an item is open. It stands below the item, so that the item never moves, and outside it, so that letters
 * typed here choose nothing. On narrow screens it is folded until wanted.
 */
export function AskPanel({ sessionId, assessment, since, isWaiting }: AskPanelProps) {
  const { conversation } = assessment.view;
  const [isOpen, setIsOpen] = useState(false);
  const [text, setText] = useState('');
  const [isMissing, setIsMissing] = useState(false);
  const contentId = useId();
  const ask = useAsk(sessionId, assessment, () => setText(''));
  const asked = useMemo(
    () => conversation.filter((entry): entry is AskedEntry => entry.kind === 'question'),
    [conversation],
  );
  const spoken = useNewReply(asked);
  const awaited = asked.find((entry) => entry.reply === null)?.askId ?? null;
  const written = useWriting(sessionId, awaited, assessment);
  const here = asked.filter((entry) => entry.seq > since);
  const isSending = ask.sending !== null;

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    if (isSending) return;
    setIsMissing(text.trim() === '');
    if (text.trim() !== '') ask.send(text);
  };
  const sendByEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };

  return (
    <section aria-label={strings.title} className="flex flex-col gap-3">
      <p role="status" className="sr-only">
        {spoken && strings.said(spoken)}
      </p>
      <Button
        variant="quiet"
        className="self-start sm:hidden"
        aria-expanded={isOpen}
        aria-controls={contentId}
        onClick={() => setIsOpen(!isOpen)}
      >
        <MessageCircleQuestion aria-hidden className="size-5" />
        {strings.open}
      </Button>
      <div
        id={contentId}
        className={classNames(
          'flex-col gap-4 rounded-lg border bg-surface-raised p-4 sm:flex sm:p-6',
          isOpen ? 'flex' : 'hidden',
        )}
      >
        <h2 className="font-semibold text-lg max-sm:sr-only">{strings.title}</h2>
        {here.length > 0 && (
          <ol aria-label={strings.exchange} className="flex flex-col gap-4">
            {here.map((entry) => (
              <li key={entry.askId}>
                <Exchange entry={entry} isOver={false} written={entry.askId === awaited ? written : ''} />
              </li>
            ))}
          </ol>
        )}
        <form method="post" noValidate onSubmit={submit} className="flex flex-col gap-3">
          <Field
            label={strings.label}
            hint={strings.hint}
            error={isMissing ? strings.empty : (ask.refusal ?? undefined)}
          >
            <TextArea
              name="question"
              rows={2}
              limit={MAX_QUESTION_CHARACTERS}
              value={text}
              readOnly={isSending}
              enterKeyHint="send"
              onChange={(event) => {
                setText(event.target.value);
                setIsMissing(false);
                ask.forgetRefusal();
              }}
              onKeyDown={sendByEnter}
            />
          </Field>
          <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
            <Button
              type="submit"
              busy={isSending}
              busyLabel={isWaiting ? strings.waiting : strings.sending}
              className="max-sm:w-full"
            >
              {strings.send}
            </Button>
            <p className="text-muted pointer-coarse:hidden">{strings.keys}</p>
          </div>
        </form>
      </div>
    </section>
  );
}
