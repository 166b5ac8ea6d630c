import type { AnswerPiece, ChatChange, ChatMessage, ChatSnapshot } from '@/protocol/chat';

type Piece = Omit<AnswerPiece, 'index'>;

/** A chat as a page shows it: what is stored, and beside it what is being written of an answer. */
export type ChatView = {
  readonly title: string;
  readonly messages: readonly ChatMessage[];
  /** By message: number of the change it stands after. */
  readonly seen: Readonly<Record<string, number>>;
  readonly writing: { readonly messageId: string; readonly text: string } | null;
  readonly isRemoved: boolean;
};

export type ChatNews =
  | { readonly kind: 'changed'; readonly changes: readonly ChatChange[] }
  /** What one's own command led to; the same comes as a change, with its number. */
  | { readonly kind: 'stored'; readonly messages: readonly ChatMessage[] }
  | { readonly kind: 'wrote'; readonly piece: Piece };

export function chatViewOf({ chat, messages, seq }: ChatSnapshot): ChatView {
  const seen = Object.fromEntries(messages.map(({ id }) => [id, seq]));
  return { title: chat.title, messages, seen, writing: null, isRemoved: false };
}

/** Takes in what is new. What has been seen changes nothing, so overlap after a reconnect is harmless. */
export function foldChatView(view: ChatView, news: ChatNews): ChatView {
  switch (news.kind) {
    case 'changed':
      return news.changes.reduce(change, view);
    case 'stored':
      return news.messages.reduce((next, message) => (message.id in next.seen ? next : put(next, message, 0)), view);
    case 'wrote':
      return { ...view, writing: grow(view.writing, news.piece) };
  }
}

/** The answer that is being written, or null. */
export function openAnswer({ messages }: ChatView): ChatMessage | null {
  const last = messages.at(-1);
  return last?.status === 'generating' ? last : null;
}

/** What there is to read of a message: of one being written whichever has come further, what is stored or what was told. */
export function textOf({ id, status, content }: ChatMessage, writing: ChatView['writing']): string {
  if (status !== 'generating' || writing?.messageId !== id) return content;
  return writing.text.length > content.length ? writing.text : content;
}

function change(view: ChatView, change: ChatChange): ChatView {
  switch (change.type) {
    case 'messageChanged':
      return (view.seen[change.message.id] ?? -1) >= change.seq ? view : put(view, change.message, change.seq);
    case 'chatRenamed':
      return { ...view, title: change.title };
    case 'chatRemoved':
      return { ...view, isRemoved: true };
  }
}

function put(view: ChatView, message: ChatMessage, seq: number): ChatView {
  const others = view.messages.filter(({ id }) => id !== message.id);
  const messages = [...others, message].sort((a, b) => a.position - b.position);
  return { ...view, messages, seen: { ...view.seen, [message.id]: seq } };
}

/** A piece beyond what there is leaves a gap: it is left to what is stored. */
function grow(writing: ChatView['writing'], { messageId, from, text }: Piece): ChatView['writing'] {
  const before = writing?.messageId === messageId ? writing.text : '';
  if (from > before.length) return writing;
  return { messageId, text: before.slice(0, from) + text };
}
