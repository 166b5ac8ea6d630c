'use client';

import { useMemo, useState } from 'react';
import { ConnectionBanner } from '@/components/connection-banner';
import { EmptyState } from '@/components/empty-state';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import type { ChatSnapshot } from '@/protocol/chat';
import { useConnection } from '../../../_hooks/use-connection';
import { NoModel } from '../../_components/no-model';
import { strings } from '../../_strings';
import { openAnswer, textOf } from '../_chat-view';
import { useLiveChat } from '../_hooks/use-live-chat';
import { useSpokenAnswer } from '../_hooks/use-spoken-answer';
import type { JudgeNames } from './answer-check';
import { AskForm } from './ask-form';
import { ChatHeader } from './chat-header';
import { Conversation } from './conversation';
import { SourcePanel } from './source-panel';

const words = strings.room;

export type ChatRoomProps = {
  snapshot: ChatSnapshot;
  defaultModel: string | null;
  judges: readonly { id: string; name: string }[];
};

/** One chat as it goes: what was asked and answered, how well the answers hold, and the next question. */
export function ChatRoom({ snapshot, defaultModel, judges }: ChatRoomProps) {
  const { chat } = snapshot;
  const { view, refusal, stored } = useLiveChat(snapshot);
  const { connection, isSignedOut } = useConnection();
  const [model, setModel] = useState(chat.model);
  const names = useMemo<JudgeNames>(() => new Map(judges.map(({ id, name }) => [id, name])), [judges]);
  const last = view.messages.at(-1);
  const answer = last?.role === 'assistant' ? last : null;
  const isWriting = openAnswer(view) !== null;
  const spoken = useSpokenAnswer(answer?.id ?? null, answer ? textOf(answer, view.writing) : '', isWriting);
  if (view.isRemoved)
    return (
      <>
        <h1 className="sr-only">{words.removed}</h1>
        <EmptyState title={words.removed} action={<LinkButton href="/chats">{strings.back}</LinkButton>}>
          {words.removedText}
        </EmptyState>
      </>
    );
  return (
    <>
      <ChatHeader chat={chat} title={view.title} connection={connection} />
      <p role="status" className="sr-only">
        {spoken}
      </p>
      <div className="grid gap-8 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <SourcePanel source={chat.source} className="xl:order-last" />
        <div className="flex min-w-0 flex-col gap-8">
          <div className="sticky top-2 z-10 empty:hidden has-[[role=status]:empty]:hidden">
            {!isSignedOut && <ConnectionBanner state={connection}>{words.connection}</ConnectionBanner>}
          </div>
          {isSignedOut && (
            <Notice
              tone="caution"
              live="polite"
              title={words.signedOut}
              action={
                <LinkButton href={`/sign-in?callbackUrl=${encodeURIComponent(`/chats/${chat.id}`)}`}>
                  {words.signIn}
                </LinkButton>
              }
            >
              {words.signedOutText}
            </Notice>
          )}
          {refusal && !isSignedOut && (
            <Notice tone="negative" live="polite" title={words.lost}>
              {refusal} <a href={`/chats/${chat.id}`}>{words.reload}</a>
            </Notice>
          )}
          <Conversation
            chatId={chat.id}
            view={view}
            checks={snapshot.checks}
            judges={names}
            mayAsk={defaultModel !== null}
            model={model}
            onStored={stored}
          />
          {defaultModel === null ? (
            <NoModel hasEarlier={view.messages.length > 0} />
          ) : (
            <AskForm
              chatId={chat.id}
              isWriting={isWriting}
              model={model}
              knownModels={[chat.model, defaultModel]}
              onModel={setModel}
              onStored={stored}
            />
          )}
        </div>
      </div>
    </>
  );
}
