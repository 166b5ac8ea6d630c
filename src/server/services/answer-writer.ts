import { isDomainError } from '@/core/errors';
import type { ChatEvent, ChatMessage } from '@/protocol/chat';
import type { RunWishes } from '@/protocol/evaluation';
import type { ChatModel, ChatTurn, GeneratedAnswer } from '@/server/llm/model-chat';
import type { Member } from '@/server/policy';
import type { ReplyStreams } from '@/server/realtime/reply-streams';
import type { ChatRepository } from '@/server/repositories/chat-repository';
import type { EvaluationService } from './evaluation-service';

/** A question outside of any chat. */
export type SingleQuestion = {
  readonly prompt: string;
  readonly earlier: readonly ChatTurn[];
  readonly model: string | null;
  readonly temperature: number | null;
};

export type WriterDeps = {
  readonly chats: ChatRepository;
  readonly evaluations: Pick<EvaluationService, 'create'>;
  /** How this person wants evaluations done. */
  readonly wishesOf: (userId: string) => Promise<RunWishes>;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
};
type Told = { readonly tell: (chatId: string, event: ChatEvent) => void; readonly changed: (chatId: string) => void };

/** An answer to be written: to the last of `turns`, from `source` where there is one. */
export type Assignment = {
  readonly member: Member;
  readonly chatId: string;
  readonly answer: ChatMessage;
  readonly turns: readonly ChatTurn[];
  readonly source: string | null;
};
type Writing = { readonly controller: AbortController; readonly done: Promise<void>; text: string };

/** A process that says nothing for this long has lost what it was writing. */
const LEASE_MS = 15_000;
/** How often what is written so far is stored, and told. */
const KEEP_MS = 1_000;
const TELL_MS = 33;
const ANSWER_TEMPERATURE = 0.7;
/** The second answer must be free to differ, or it would confirm anything. */
const SECOND_TEMPERATURE = 1;
/** Answers being written at the same time in this process. */
const MAX_WRITING = 64;

/**
 * Answers of a model on their way: told piece by piece, stored once a second and at the end, then evaluated.
 *
 *     generating ──written──► complete ──► run, or the reason why there is none
 *         │                      └── its process died ──lease over──► not evaluated (interrupted)
 *         ├── the model failed, or the person stopped it ──► failed, with what there was of it
 *         └── its process died ──lease over──► failed (interrupted)
 *
 * Whoever ends an answer first has ended it; the one that writes notices within a second and gives up.
 */
export function createAnswerWriter(
  { chats, evaluations, wishesOf, now, onError }: WriterDeps,
  replies: ReplyStreams,
  { tell, changed }: Told,
) {
  const writing = new Map<string, Writing>();
  const leaseUntil = () => new Date(now().getTime() + LEASE_MS);

  const generate = async (by: ChatModel, { chatId, answer, turns, source }: Assignment, signal: AbortSignal) => {
    const begun = writing.get(answer.id)!;
    let told = 0;
    let kept = 0;
    let index = 0;
    const speak = () => {
      if (begun.text.length === told) return;
      const piece = { messageId: answer.id, index, from: told, text: begun.text.slice(told) };
      told = begun.text.length;
      index += 1;
      tell(chatId, { type: 'answerPiece', piece });
    };
    const keep = async () => {
      const { text } = begun;
      const isNew = text.length > kept;
      const mayGoOn = await (isNew
        ? chats.keep(chatId, answer.id, text, leaseUntil())
        : chats.prolong(answer.id, leaseUntil()));
      kept = text.length;
      if (!mayGoOn) begun.controller.abort();
      else if (isNew) changed(chatId);
    };
    const speaking = setInterval(speak, TELL_MS);
    const keeping = setInterval(() => void keep().catch(onError), KEEP_MS);
    const onText = (soFar: string) => {
      begun.text = soFar;
      replies.write(chatId, answer.id, soFar);
    };
    try {
      const asked = { model: answer.model ?? by.defaultModel, turns, source, temperature: ANSWER_TEMPERATURE, signal };
      const generated = await by.answer({ ...asked, onText });
      speak();
      return generated;
    } finally {
      clearInterval(speaking);
      clearInterval(keeping);
      replies.end(chatId);
    }
  };

  /**
   * Has an answer evaluated: against the source, or where there is none against a second answer to the same question (the
   * idea of SelfCheckGPT, Manakul et al. 2023). Never against the question, which states nothing.
   */
  const check = async (by: ChatModel, assignment: Assignment, text: string, signal: AbortSignal): Promise<void> => {
    const { member, chatId, answer, turns, source } = assignment;
    const question = turns.at(-1)!.content.slice(0, 4_000).toWellFormed();
    const create = async (reference: string) => {
      const configuration = await wishesOf(member.userId);
      return evaluations.create(member, { source: reference, output: text, question, configuration });
    };
    try {
      if (source !== null) {
        const { runId } = await create(source);
        return await chats.check(chatId, answer.id, { runId, checkedAgainst: 'source' });
      }
      const asked = { model: answer.model ?? by.defaultModel, turns, source, temperature: SECOND_TEMPERATURE, signal };
      const second = await by.answer(asked);
      if (second.status === 'failed') {
        const message = `There is no source, and the second answer to compare with did not come: ${second.failure.message}`;
        return await chats.check(chatId, answer.id, { unchecked: { error: 'unmeasured', message } });
      }
      const { runId } = await create(second.text);
      await chats.check(chatId, answer.id, { runId, checkedAgainst: 'secondAnswer' });
    } catch (error) {
      if (!isDomainError(error)) throw error;
      await chats.check(chatId, answer.id, { unchecked: { error: error.code, message: error.message } });
    }
  };

  const conclude = async (assignment: Assignment, generated: GeneratedAnswer): Promise<boolean> => {
    const { chatId, answer } = assignment;
    const { text } = generated;
    if (generated.status === 'failed') {
      const { failure } = generated;
      if (await chats.end(chatId, answer.id, { status: 'failed', content: text, failure }, null))
        tell(chatId, { type: 'generationFailed', messageId: answer.id, failure });
      return false;
    }
    // until it is checked it belongs to this process
    if (!(await chats.end(chatId, answer.id, { status: 'complete', content: text }, leaseUntil()))) return false;
    tell(chatId, { type: 'generationComplete', messageId: answer.id, text });
    return true;
  };

  const checkTold = async (by: ChatModel, assignment: Assignment, text: string, signal: AbortSignal) => {
    const prolong = () => void chats.prolong(assignment.answer.id, leaseUntil()).catch(onError);
    const holding = setInterval(prolong, LEASE_MS / 3); // a second answer may take as long as the first
    try {
      await check(by, assignment, text, signal);
    } finally {
      clearInterval(holding);
    }
    changed(assignment.chatId);
  };

  const write = async (by: ChatModel, assignment: Assignment, signal: AbortSignal): Promise<void> => {
    const generated = await generate(by, assignment, signal);
    if (await conclude(assignment, generated)) await checkTold(by, assignment, generated.text, signal);
  };

  /** Does work on an answer in the background, to be waited for or given up when the process ends. */
  const inBackground = (answerId: string, work: (signal: AbortSignal) => Promise<void>): void => {
    const controller = new AbortController();
    const ended = Promise.withResolvers<void>();
    writing.set(answerId, { controller, done: ended.promise, text: '' });
    void work(controller.signal)
      .catch(onError)
      .finally(() => {
        writing.delete(answerId);
        ended.resolve();
      });
  };

  return {
    leaseUntil,
    isFull: () => writing.size >= MAX_WRITING,

    begin: (by: ChatModel, assignment: Assignment): void =>
      inBackground(assignment.answer.id, (signal) => write(by, assignment, signal)),

    /** Evaluates an answer that is there already. */
    beginCheck: (by: ChatModel, assignment: Assignment): void =>
      inBackground(assignment.answer.id, (signal) => checkTold(by, assignment, assignment.answer.content, signal)),

    /** Whether this process writes or checks it. */
    has: (answerId: string) => writing.has(answerId),
    /** What there is of it in this process; undefined when it is not written here. */
    textOf: (answerId: string) => writing.get(answerId)?.text,
    abort: (answerId: string) => writing.get(answerId)?.controller.abort(),

    /** One answer outside of any chat; nothing is kept. */
    answerOnce(by: ChatModel, asked: SingleQuestion, signal: AbortSignal, onText: (text: string) => void) {
      const turns = [...asked.earlier, { role: 'user' as const, content: asked.prompt }];
      const model = asked.model ?? by.defaultModel;
      const temperature = asked.temperature ?? ANSWER_TEMPERATURE;
      return by.answer({ model, turns, source: null, temperature, signal, onText });
    },

    /** Ends what is being written; what there is of it is stored. */
    async close(): Promise<void> {
      const all = [...writing.values()];
      for (const { controller } of all) controller.abort();
      await Promise.all(all.map(({ done }) => done));
    },
  };
}
