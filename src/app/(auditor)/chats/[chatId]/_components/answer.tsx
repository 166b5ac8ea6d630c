'use client';

import { memo } from 'react';
import { toast } from 'sonner';
import { Button } from '@/components/button';
import { Notice } from '@/components/notice';
import type { ChatMessage, AnswerCheck as Check, GenerationFailure } from '@/protocol/chat';
import { api } from '@/trpc/react';
import { strings } from '../../_strings';
import { AnswerCheck, type JudgeNames, NoCheck } from './answer-check';
import { focusMessageOf } from './focus-message';

const words = strings.talk;

export type AnswerProps = {
  chatId: string;
  message: ChatMessage;
  /** What there is to read of it now. */
  text: string;
  check: Check | undefined;
  judges: JudgeNames;
  /** Whether there is a model to ask. */
  mayAsk: boolean;
  /** Who would answer if it were asked again; null where that is not offered. */
  again: string | null;
  onStored: (messages: readonly ChatMessage[]) => void;
};

/** What the model said, how well it holds, or why it did not come. While it is written the words grow in place, unspoken. */
export const Answer = memo(function Answer({
  chatId,
  message,
  text,
  check,
  judges,
  mayAsk,
  again,
  onStored,
}: AnswerProps) {
  const { status, model, failure, runId } = message;
  const isWriting = status === 'generating';
  return (
    <div className="flex flex-col gap-3">
      <p className="text-muted">
        <span className="font-medium wrap-anywhere">{words.model(model)}</span>
        {isWriting && ` ${words.writing}`}
      </p>
      {(text !== '' || isWriting) && (
        <p
          aria-busy={isWriting}
          className="wrap-anywhere w-fit max-w-measure whitespace-pre-line text-pretty rounded-lg rounded-bl-none bg-surface-sunken px-4 py-2"
        >
          {text || <span className="text-muted">{words.waiting}</span>}
          {isWriting && text !== '' && (
            <span aria-hidden className="ml-1 inline-block h-4 w-2 bg-muted align-middle motion-safe:animate-breathe" />
          )}
        </p>
      )}
      {failure && <Failure chatId={chatId} failure={failure} again={again} onStored={onStored} />}
      {status === 'complete' &&
        (runId ? (
          <AnswerCheck runId={runId} initial={check} against={message.checkedAgainst} judges={judges} />
        ) : (
          <NoCheck chatId={chatId} message={message} mayAsk={mayAsk} />
        ))}
    </div>
  );
});

type FailureProps = Pick<AnswerProps, 'chatId' | 'again' | 'onStored'> & { failure: GenerationFailure };

function Failure({ chatId, failure, again, onStored }: FailureProps) {
  const askAgain = api.chat.askAgain.useMutation({
    onSuccess: (answer) => onStored([answer]),
    onError: (error) => toast.error(error.data ? error.message : strings.ask.failed),
  });
  const { error, message, suggestions } = failure;
  return (
    <Notice
      tone={error === 'stopped' ? 'unknown' : 'caution'}
      live="polite"
      title={words.failed[error]}
      action={
        again !== null && (
          <Button
            size="small"
            busy={askAgain.isPending}
            busyLabel={words.askingAgain}
            onClick={({ currentTarget }) =>
              askAgain.mutate({ chatId, model: again }, { onSuccess: focusMessageOf(currentTarget) })
            }
          >
            {words.again}
          </Button>
        )
      }
    >
      {[message, ...(error === 'stopped' || error === 'interrupted' ? [] : suggestions)].join(' ')}
    </Notice>
  );
}
