'use client';

import { startTransition, useCallback, useReducer, useState } from 'react';
import type { ChatMessage, ChatSnapshot } from '@/protocol/chat';
import { api } from '@/trpc/react';
import { type ChatView, chatViewOf, foldChatView, openAnswer } from '../_chat-view';

export type LiveChat = {
  readonly view: ChatView;
  /** Why the server ended the subscription for good; a lost connection is not such an end, it resumes by itself. */
  readonly refusal: string | null;
  /** Shows at once what a command of this page led to. */
  readonly stored: (messages: readonly ChatMessage[]) => void;
};

/** A chat from what the page was rendered with, on through its changes; while an answer is written, piece by piece. */
export function useLiveChat(snapshot: ChatSnapshot): LiveChat {
  const [view, take] = useReducer(foldChatView, snapshot, chatViewOf);
  const [seenAtFirst] = useState(snapshot.seq);
  const chatId = snapshot.chat.id;
  const { error } = api.chat.onEvent.useSubscription(
    { chatId, lastEventId: seenAtFirst },
    { enabled: !view.isRemoved, onData: ({ data }) => take({ kind: 'changed', changes: data.events }) },
  );
  api.chat.onAnswer.useSubscription(
    { chatId },
    {
      enabled: openAnswer(view) !== null && !view.isRemoved,
      onData: (piece) => startTransition(() => take({ kind: 'wrote', piece })),
    },
  );
  const stored = useCallback((messages: readonly ChatMessage[]) => take({ kind: 'stored', messages }), []);
  return { view, refusal: view.isRemoved ? null : (error?.message ?? null), stored };
}
