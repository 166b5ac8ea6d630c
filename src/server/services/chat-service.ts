import { DomainError } from '@/core/errors';
import { assertSubmittable } from '@/core/evaluation/text';
import {
  type AnswerPiece,
  type ChatChange,
  type ChatEvent,
  type ChatMessage,
  type ChatQuestion,
  type ChatSnapshot,
  MAX_CHAT_TITLE,
  type NewChat,
} from '@/protocol/chat';
import { type ChatModel, type ChatTurn, INTERRUPTED, STOPPED } from '@/server/llm/model-chat';
import type { Member } from '@/server/policy';
import { type Bells, bellTopic } from '@/server/realtime/bell';
import { createReplyStreams } from '@/server/realtime/reply-streams';
import type { StoredChat } from '@/server/repositories/chat-repository';
import { createAnswerWriter, type SingleQuestion, type WriterDeps } from './answer-writer';

type Deps = WriterDeps & {
  readonly model: ChatModel | null;
  readonly preferredModel: (userId: string) => Promise<string | null>;
  readonly bells: Bells;
};

export type ChatListener = (chatId: string, event: ChatEvent) => void;
/** Earlier messages the model is told. */
const MEMORY = 20;
/** How often a follower looks by itself: what another process wrote without a shared bell, and what a dead one left. */
const LOOK_MS = 3_000;

/** Asking a model, keeping what it says, and having it evaluated. */
export function createChatService({ model, preferredModel, bells, ...deps }: Deps) {
  const { chats, now, onError } = deps;
  const listeners = new Set<ChatListener>();
  const replies = createReplyStreams();

  const changed = (chatId: string) => bells.ring(bellTopic.chat(chatId));
  const tell = (chatId: string, event: ChatEvent) => {
    for (const listener of listeners) listener(chatId, event);
    if (event.type !== 'answerPiece') changed(chatId);
  };
  const writer = createAnswerWriter(deps, replies, { tell, changed });

  const own = async (member: Member, chatId: string): Promise<StoredChat> => {
    const chat = await chats.find(chatId);
    if (chat?.userId !== member.userId || chat.organisationId !== member.organisationId)
      throw new DomainError('not_found', 'You have no such chat.');
    return chat;
  };

  /** Ends what a process took up and did not live to finish. */
  const settle = async (chatId: string): Promise<void> => {
    for (const { id, isWritten } of await chats.lost(chatId, now())) {
      if (writer.has(id)) continue;
      if (isWritten) {
        const message = 'The server stopped before the answer was checked.';
        await chats.check(chatId, id, { unchecked: { error: 'interrupted', message } });
      } else if (await chats.end(chatId, id, { status: 'failed', failure: INTERRUPTED }, null)) {
        tell(chatId, { type: 'generationFailed', messageId: id, failure: INTERRUPTED });
      }
      changed(chatId);
    }
  };
  const messages = async (chatId: string): Promise<ChatMessage[]> => {
    await settle(chatId);
    return chats.messages(chatId);
  };

  const requireModel = (): ChatModel => {
    if (!model) throw new DomainError('no_model_configured');
    if (writer.isFull())
      throw new DomainError('temporarily_unavailable', 'Too many answers are being written. Ask again in a moment.');
    return model;
  };
  const begun = (named: string) => ({ model: named, at: now(), leasedUntil: writer.leaseUntil() });

  return {
    /** Hears everything that is written in this process, until the returned function is called. */
    listen(listener: ChatListener): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },

    /** @throws DomainError `text_too_long`, `invalid_input` for a source that is no text. */
    async create(member: Member, { title, model: named, source }: NewChat): Promise<StoredChat> {
      const kept = source?.trim() ? source : null;
      if (kept !== null) assertSubmittable('source', kept);
      const chosen = named ?? (await preferredModel(member.userId)) ?? model?.defaultModel ?? 'none';
      const { organisationId, userId } = member;
      return chats.create({ organisationId, userId, title: title ?? '', model: chosen, source: kept, at: now() });
    },

    list: (member: Member, skip: number, take: number) => chats.list(member, skip, take),

    /** How many messages each of these chats has, and how the last one begins. */
    ends: (chatIds: readonly string[]) => chats.ends(chatIds),

    /** @throws DomainError `not_found` unless it is this person's. */
    get: own,

    /** The chat with all there is of it, and the number to follow it from. */
    async snapshot(member: Member, chatId: string): Promise<ChatSnapshot> {
      await own(member, chatId);
      await settle(chatId);
      // The number first: what changes while the rest is read is told again to who follows from it.
      const chat = await own(member, chatId);
      const all = await chats.messages(chatId);
      const runIds = all.flatMap(({ runId }) => runId ?? []);
      return { chat, seq: chat.revision, messages: all, checks: await chats.checks(runIds) };
    },

    async rename(member: Member, chatId: string, title: string): Promise<void> {
      await own(member, chatId);
      await chats.rename(chatId, title);
      changed(chatId);
    },

    async remove(member: Member, chatId: string): Promise<void> {
      await own(member, chatId);
      for (const { id, status } of await chats.messages(chatId)) if (status === 'generating') writer.abort(id);
      await chats.remove(chatId);
      changed(chatId);
    },

    async messages(member: Member, chatId: string): Promise<ChatMessage[]> {
      await own(member, chatId);
      return messages(chatId);
    },

    /** For who has been let in before. */
    messagesOf: messages,

    /**
     * Stores a question and lets it be answered in the background.
     * @throws DomainError `no_model_configured`, `not_found`, `text_empty`, `text_too_long`, `conflict` while the answer before
     *   is being written, `temporarily_unavailable` when too many are.
     */
    async ask(member: Member, chatId: string, { question: content, source: given, model: named }: ChatQuestion) {
      const chat = await own(member, chatId);
      const by = requireModel();
      assertSubmittable('question', content);
      const other = given?.trim() ? given : null;
      const source = other ?? chat.source;
      if (source !== null) assertSubmittable('source', source);
      const earlier = await messages(chatId);
      const asked = await chats.ask(chatId, { content, source: other }, begun(named ?? chat.model));
      if (!asked) throw new DomainError('conflict', 'The answer before is still being written. Wait for its end.');
      const { question, answer } = asked;
      if (chat.title === '') await chats.rename(chatId, titleFrom(content));
      tell(chatId, { type: 'messageSaved', message: question });
      tell(chatId, { type: 'generationStarted', messageId: answer.id, model: answer.model! });
      writer.begin(by, { member, chatId, answer, turns: turnsOf([...earlier, question]), source });
      return asked;
    },

    /**
     * Has the last question answered anew after its answer failed, was cut off or stopped. What there was of that one stays.
     * @throws DomainError as `ask`; `conflict` when the last answer is being written, or is there.
     */
    async askAgain(member: Member, chatId: string, named: string | null): Promise<ChatMessage> {
      const chat = await own(member, chatId);
      const by = requireModel();
      const earlier = await messages(chatId);
      const last = earlier.findLastIndex(({ role }) => role === 'user');
      const answer = last < 0 ? null : await chats.askAgain(chatId, begun(named ?? chat.model));
      if (!answer) throw new DomainError('conflict', 'The last question has an answer, or one is being written.');
      tell(chatId, { type: 'generationStarted', messageId: answer.id, model: answer.model! });
      const source = earlier[last]!.source ?? chat.source;
      writer.begin(by, { member, chatId, answer, turns: turnsOf(earlier.slice(0, last + 1)), source });
      return answer;
    },

    /**
     * Has an answer evaluated that has no evaluation: it could not be made, was lost with its process, or was deleted.
     * @throws DomainError `not_found`, `no_model_configured`, `temporarily_unavailable`; `conflict` when there is one.
     */
    async checkAgain(member: Member, chatId: string, answerId: string): Promise<void> {
      const chat = await own(member, chatId);
      const by = requireModel();
      const all = await messages(chatId);
      const place = all.findIndex(({ id }) => id === answerId);
      const asked = all.findLastIndex(({ role }, index) => role === 'user' && index < place);
      if (asked < 0 || !(await chats.checkAgain(chatId, answerId, writer.leaseUntil())))
        throw new DomainError('conflict', 'This answer has an evaluation, or one is being made.');
      changed(chatId);
      const source = all[asked]!.source ?? chat.source;
      writer.beginCheck(by, { member, chatId, answer: all[place]!, turns: turnsOf(all.slice(0, asked + 1)), source });
    },

    /** Ends the answer that is being written, in whichever process; what there is of it stays. Does nothing when none is. */
    async stop(member: Member, chatId: string): Promise<void> {
      await own(member, chatId);
      const last = (await messages(chatId)).at(-1);
      if (last?.status !== 'generating') return;
      const content = writer.textOf(last.id);
      const end = { status: 'failed' as const, failure: STOPPED, ...(content !== undefined && { content }) };
      if (await chats.end(chatId, last.id, end, null))
        tell(chatId, { type: 'generationFailed', messageId: last.id, failure: STOPPED });
      writer.abort(last.id);
    },

    /**
     * What changes in a chat after number `after`, as it happens, for who has been let in. A look that fails is made again.
     * Ends when the chat is removed.
     */
    async *follow(
      chatId: string,
      after: number,
      signal: AbortSignal,
    ): AsyncGenerator<{ seq: number; events: ChatChange[] }> {
      let seq = after;
      let title: string | null = null;
      let isDue = true;
      let wake: () => void = () => undefined;
      const look = () => {
        isDue = true;
        wake();
      };
      const stopListening = bells.listen(bellTopic.chat(chatId), look);
      const looking = setInterval(look, LOOK_MS).unref();
      signal.addEventListener('abort', look);
      try {
        while (!signal.aborted) {
          if (!isDue) await new Promise<void>((resolve) => (wake = resolve));
          if (signal.aborted) return;
          isDue = false;
          const found = await settle(chatId)
            .then(() => chats.changes(chatId, seq))
            .catch(onError);
          if (found === undefined) continue;
          if (found === null) {
            yield { seq: seq + 1, events: [{ seq: seq + 1, type: 'chatRemoved' }] };
            return;
          }
          const events = [...found.changes];
          if (found.title !== title) events.push({ seq: found.seq, type: 'chatRenamed', title: found.title });
          ({ seq, title } = found);
          if (events.length > 0) yield { seq, events };
        }
      } finally {
        stopListening();
        clearInterval(looking);
        signal.removeEventListener('abort', look);
      }
    },

    /** Pieces of answers this process writes, from the beginning for who comes in the middle; any may be lost. */
    async *followAnswer(chatId: string, signal: AbortSignal): AsyncGenerator<Omit<AnswerPiece, 'index'>> {
      for await (const { askId: messageId, from, text } of replies.follow(chatId, signal))
        yield { messageId, from, text };
    },

    /** One answer outside of any chat; nothing is kept. @throws DomainError `no_model_configured`. */
    async answerOnce(asked: SingleQuestion, signal: AbortSignal, onText: (text: string) => void) {
      if (!model) throw new DomainError('no_model_configured');
      assertSubmittable('prompt', asked.prompt);
      return writer.answerOnce(model, { ...asked, earlier: asked.earlier.slice(-MEMORY) }, signal, onText);
    },

    defaultModel: model?.defaultModel ?? null,

    /** What the endpoint offers; null when there is none or it cannot be asked. */
    models: async (): Promise<string[] | null> => (model ? model.models() : null),

    close: writer.close,
  };
}

const turnsOf = (messages: readonly ChatMessage[]): ChatTurn[] =>
  messages
    .filter(({ status, content }) => status === 'complete' && content !== '')
    .slice(-MEMORY - 1)
    .map(({ role, content }) => ({ role, content }));

function titleFrom(question: string): string {
  const line = [...question.replace(/\s+/g, ' ').trim()];
  const limit = Math.min(60, MAX_CHAT_TITLE);
  return line.length <= limit ? line.join('') : `${line.slice(0, limit).join('')}…`;
}
