'use client';

import { memo, useEffect, useRef } from 'react';
import type { AnswerCheck, ChatMessage } from '@/protocol/chat';
import { strings } from '../../_strings';
import { type ChatView, textOf } from '../_chat-view';
import { Answer } from './answer';
import type { JudgeNames } from './answer-check';

const words = strings.talk;
/** How near the end of the page one is to be taken along when it grows. */
const NEAR_PX = 160;

export type ConversationProps = {
  chatId: string;
  view: ChatView;
  checks: readonly AnswerCheck[];
  judges: JudgeNames;
  mayAsk: boolean;
  /** Who answers when the last question is asked again. */
  model: string;
  onStored: (messages: readonly ChatMessage[]) => void;
};

/** Everything that was said, in order. Whoever reads at the end stays there while it grows; who has scrolled up is left alone. */
export function Conversation({ chatId, view, checks, judges, mayAsk, model, onStored }: ConversationProps) {
  const { messages, writing } = view;
  const list = useRef<HTMLOListElement>(null);
  const isEmpty = messages.length === 0;
  useEffect(() => {
    if (isEmpty || !list.current) return;
    const page = document.documentElement;
    let isAtEnd = false;
    const look = () => {
      isAtEnd = window.innerHeight + window.scrollY >= page.scrollHeight - NEAR_PX;
    };
    const growing = new ResizeObserver(() => isAtEnd && window.scrollTo({ top: page.scrollHeight }));
    look();
    growing.observe(list.current);
    window.addEventListener('scroll', look, { passive: true });
    return () => {
      growing.disconnect();
      window.removeEventListener('scroll', look);
    };
  }, [isEmpty]);

  if (isEmpty) return <p className="text-muted">{words.empty}</p>;
  return (
    <ol ref={list} aria-label={words.label} className="flex flex-col gap-6">
      {messages.map((message, index) => (
        <li key={message.id} data-message={message.role} tabIndex={-1}>
          {message.role === 'user' ? (
            <Question message={message} />
          ) : (
            <Answer
              chatId={chatId}
              message={message}
              text={textOf(message, writing)}
              check={checks.find(({ runId }) => runId === message.runId)}
              judges={judges}
              mayAsk={mayAsk}
              again={mayAsk && index === messages.length - 1 ? model : null}
              onStored={onStored}
            />
          )}
        </li>
      ))}
    </ol>
  );
}

const Question = memo(function Question({ message: { content, source } }: { message: ChatMessage }) {
  return (
    <div className="flex flex-col items-end gap-2">
      <p className="wrap-anywhere w-fit max-w-measure whitespace-pre-line rounded-lg rounded-br-none border bg-surface-raised px-4 py-2">
        <span className="sr-only">{words.you}: </span>
        {content}
      </p>
      {source !== null && (
        <details className="w-full max-w-measure rounded-md border bg-surface-raised">
          <summary className="min-h-11 cursor-pointer px-4 py-2 text-muted">{strings.source.own}</summary>
          <p className="wrap-anywhere max-h-48 overflow-auto whitespace-pre-line border-t px-4 py-3">{source}</p>
        </details>
      )}
    </div>
  );
});
