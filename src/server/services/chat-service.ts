import { DomainError, isDomainError } from '@/core/errors';
import { assertSubmittable } from '@/core/evaluation/text';
import { type ChatEvent, type ChatMessage, type ChatQuestion, MAX_CHAT_TITLE, type NewChat } from '@/protocol/chat';
import type { RunWishes } from '@/protocol/evaluation';
import { type ChatModel, type ChatTurn, type GeneratedAnswer, INTERRUPTED } from '@/server/llm/model-chat';
import type { Member } from '@/server/policy';
import { type Bells, bellTopic } from '@/server/realtime/bell';
import type { ChatRepository, StoredChat } from '@/server/repositories/chat-repository';
import type { EvaluationService } from './evaluation-service';

type Deps = {
  readonly chats: ChatRepository;
  readonly model: ChatModel | null;
  readonly evaluations: Pick<EvaluationService, 'create'>;
  /** How this person wants evaluations done. */
  readonly wishesOf: (userId: string) => Promise<RunWishes>;
  readonly preferredModel: (userId: string) => Promise<string | null>;
  readonly bells: Bells;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
};

export type ChatListener = (chatId: string, event: ChatEvent) => void;
/** A process that says nothing for this long has lost what it was writing. */
const LEASE_MS = 15_000;
/** How often what is written so far is stored, and told. */
const KEEP_MS = 1_000;
const TELL_MS = 33;
/** Earlier messages the model is told. */
const MEMORY = 20;
const ANSWER_TEMPERATURE = 0.7;
/** The second answer must be free to differ, or it would confirm anything. */
const SECOND_TEMPERATURE = 1;
/** Answers being written at the same time in this process. */
const MAX_WRITING = 64;

/** Asking a model, keeping what it says, and having it evaluated. */
export function createChatService(deps: Deps) {
  const { chats, model, evaluations, wishesOf, preferredModel, bells, now, onError } = deps;
  const listeners = new Set<ChatListener>();
  const writing = new Map<string, { controller: AbortController; done: Promise<void> }>();

  const tell = (chatId: string, event: ChatEvent) => {
    for (const listener of listeners) listener(chatId, event);
    if (event.type !== 'answerPiece') bells.ring(bellTopic.chat(chatId));
  };
  const leaseUntil = () => new Date(now().getTime() + LEASE_MS);

  const own = async (member: Member, chatId: string): Promise<StoredChat> => {
    const chat = await chats.find(chatId);
    if (chat?.userId !== member.userId || chat.organisationId !== member.organisationId)
      throw new DomainError('not_found', 'You have no such chat.');
    return chat;
  };

  /** Ends what a process took up and did not live to finish. */
  const settle = async (chatId: string): Promise<void> => {
    for (const { id, isWritten, content } of await chats.lost(chatId, now())) {
      if (writing.has(id)) continue;
      if (isWritten) {
        const message = 'The server stopped before the answer was checked.';
        await chats.check(id, { unchecked: { error: 'interrupted', message } });
      } else if (await chats.end(id, { status: 'failed', content, failure: INTERRUPTED }, null)) {
        tell(chatId, { type: 'generationFailed', messageId: id, failure: INTERRUPTED });
      }
      bells.ring(bellTopic.chat(chatId));
    }
  };
  const messages = async (chatId: string): Promise<ChatMessage[]> => {
    await settle(chatId);
    return chats.messages(chatId);
  };

  /** Lets the answer be written; tells pieces as they come and stores what there is once a second. */
  const generate = async (
    by: ChatModel,
    chatId: string,
    answer: ChatMessage,
    turns: readonly ChatTurn[],
    source: string | null,
    signal: AbortSignal,
  ): Promise<GeneratedAnswer> => {
    let text = '';
    let told = 0;
    let index = 0;
    const speak = () => {
      if (text.length === told) return;
      const piece = { messageId: answer.id, index, from: told, text: text.slice(told) };
      told = text.length;
      index += 1;
      tell(chatId, { type: 'answerPiece', piece });
    };
    const speaking = setInterval(speak, TELL_MS);
    const keeping = setInterval(() => void chats.keep(answer.id, text, leaseUntil()).catch(onError), KEEP_MS);
    try {
      const asked = { model: answer.model ?? by.defaultModel, turns, source, temperature: ANSWER_TEMPERATURE, signal };
      const generated = await by.answer({ ...asked, onText: (soFar) => (text = soFar) });
      speak();
      return generated;
    } finally {
      clearInterval(speaking);
      clearInterval(keeping);
    }
  };

  /**
   * Has an answer evaluated: against the source, or where there is none against a second answer to the same question (the
   * idea of SelfCheckGPT, Manakul et al. 2023). Never against the question, which states nothing.
   */
  const check = async (
    by: ChatModel,
    member: Member,
    answer: ChatMessage,
    text: string,
    turns: readonly ChatTurn[],
    source: string | null,
    signal: AbortSignal,
  ): Promise<void> => {
    const question = turns.at(-1)!.content.slice(0, 4_000).toWellFormed();
    const create = async (reference: string) => {
      const configuration = await wishesOf(member.userId);
      return evaluations.create(member, { source: reference, output: text, question, configuration });
    };
    try {
      if (source !== null) {
        const { runId } = await create(source);
        return await chats.check(answer.id, { runId, checkedAgainst: 'source' });
      }
      const asked = { model: answer.model ?? by.defaultModel, turns, source, temperature: SECOND_TEMPERATURE, signal };
      const second = await by.answer(asked);
      if (second.status === 'failed') {
        const message = `There is no source, and the second answer to compare with did not come: ${second.failure.message}`;
        return await chats.check(answer.id, { unchecked: { error: 'unmeasured', message } });
      }
      const { runId } = await create(second.text);
      await chats.check(answer.id, { runId, checkedAgainst: 'secondAnswer' });
    } catch (error) {
      if (!isDomainError(error)) throw error;
      await chats.check(answer.id, { unchecked: { error: error.code, message: error.message } });
    }
  };

  const write = async (
    by: ChatModel,
    member: Member,
    chat: StoredChat,
    answer: ChatMessage,
    turns: readonly ChatTurn[],
    source: string | null,
    signal: AbortSignal,
  ): Promise<void> => {
    const generated = await generate(by, chat.id, answer, turns, source, signal);
    if (generated.status === 'failed') {
      const { text, failure } = generated;
      if (await chats.end(answer.id, { status: 'failed', content: text, failure }, null))
        tell(chat.id, { type: 'generationFailed', messageId: answer.id, failure });
      return;
    }
    const { text } = generated;
    // until it is checked it belongs to this process; the second answer may take as long as the first
    const checkedBy = new Date(now().getTime() + 10 * 60_000);
    if (!(await chats.end(answer.id, { status: 'complete', content: text }, checkedBy))) return;
    tell(chat.id, { type: 'generationComplete', messageId: answer.id, text });
    await check(by, member, answer, text, turns, source, signal);
    bells.ring(bellTopic.chat(chat.id));
  };

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

    list: (member: Member, skip: number, take: number) => chats.list(member.userId, skip, take),

    /** @throws DomainError `not_found` unless it is this person's. */
    get: own,

    async remove(member: Member, chatId: string): Promise<void> {
      await own(member, chatId);
      for (const { id, status } of await chats.messages(chatId))
        if (status === 'generating') writing.get(id)?.controller.abort();
      await chats.remove(chatId);
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
    async ask(member: Member, chatId: string, input: ChatQuestion) {
      const chat = await own(member, chatId);
      if (!model) throw new DomainError('no_model_configured');
      assertSubmittable('question', input.question);
      const source = input.source?.trim() ? input.source : chat.source;
      if (source !== null) assertSubmittable('source', source);
      if (writing.size >= MAX_WRITING)
        throw new DomainError('temporarily_unavailable', 'Too many answers are being written. Ask again in a moment.');
      const earlier = await messages(chatId);
      const asked = await chats.ask(chatId, input.question, input.model ?? chat.model, now(), leaseUntil());
      if (!asked) throw new DomainError('conflict', 'The answer before is still being written. Wait for its end.');
      const { question, answer } = asked;
      if (chat.title === '') await chats.rename(chatId, titleFrom(input.question));
      tell(chatId, { type: 'messageSaved', message: question });
      tell(chatId, { type: 'generationStarted', messageId: answer.id, model: answer.model! });
      const turns = [...memoryOf(earlier), { role: 'user' as const, content: input.question }];
      const controller = new AbortController();
      const done = write(model, member, chat, answer, turns, source, controller.signal)
        .catch(onError)
        .finally(() => writing.delete(answer.id));
      writing.set(answer.id, { controller, done });
      return asked;
    },

    /** One answer outside of any chat; nothing is kept. @throws DomainError `no_model_configured`. */
    async answerOnce(prompt: string, named: string | null, signal: AbortSignal, onText: (text: string) => void) {
      if (!model) throw new DomainError('no_model_configured');
      assertSubmittable('prompt', prompt);
      const turns = [{ role: 'user' as const, content: prompt }];
      const chosen = named ?? model.defaultModel;
      return model.answer({ model: chosen, turns, source: null, temperature: ANSWER_TEMPERATURE, signal, onText });
    },

    defaultModel: model?.defaultModel ?? null,

    /** What the endpoint offers; null when there is none or it cannot be asked. */
    models: async (): Promise<string[] | null> => (model ? model.models() : null),

    /** Ends what is being written; what there is of it is stored. */
    async close(): Promise<void> {
      const all = [...writing.values()];
      for (const { controller } of all) controller.abort();
      await Promise.all(all.map(({ done }) => done));
    },
  };
}

const memoryOf = (earlier: readonly ChatMessage[]): ChatTurn[] =>
  earlier
    .filter(({ status, content }) => status === 'complete' && content !== '')
    .slice(-MEMORY)
    .map(({ role, content }) => ({ role, content }));

function titleFrom(question: string): string {
  const line = [...question.replace(/\s+/g, ' ').trim()];
  const limit = Math.min(60, MAX_CHAT_TITLE);
  return line.length <= limit ? line.join('') : `${line.slice(0, limit).join('')}…`;
}
