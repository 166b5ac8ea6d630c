import { v7 as newId } from 'uuid';
import type { AnswerCheck, Chat, ChatChange, ChatMessage, GenerationFailure } from '@/protocol/chat';
import { storedSummary } from '@/protocol/run-summary';
import type { Database } from '@/server/db';
import { type ChatSession as ChatRow, type ChatMessage as MessageRow, Prisma } from '@/server/generated/prisma/client';

/** `revision` is the number of the chat's last change. */
export type StoredChat = Chat & {
  readonly organisationId: string;
  readonly userId: string;
  readonly revision: number;
};
export type ChatRepository = ReturnType<typeof createChatRepository>;
type Transaction = Prisma.TransactionClient;

type End =
  | { readonly status: 'complete'; readonly content: string }
  | { readonly status: 'failed'; readonly content?: string; readonly failure: GenerationFailure };
/** An answer about to be written: by which model, and until when its process may be silent. */
type Begun = { readonly model: string; readonly at: Date; readonly leasedUntil: Date };
type Check =
  | { readonly runId: string; readonly checkedAgainst: 'source' | 'secondAnswer' }
  | { readonly unchecked: { readonly error: string; readonly message: string } };

/**
 * Chats and their messages. A chat numbers its changes: a message carries the number of its last one, and who follows reads
 * what has a higher number than the last seen. A number is taken under the lock of the chat's row and kept to the commit, so
 * whoever sees a number sees everything below it too.
 */
export function createChatRepository({ prisma }: Database) {
  /** Does `work` as the chat's next change; null when the chat is gone. */
  const asChange = <T>(
    chatId: string,
    work: (transaction: Transaction, revision: number) => Promise<T>,
  ): Promise<T | null> =>
    prisma.$transaction(async (transaction) => {
      const [moved] = await transaction.$queryRaw<{ revision: number }[]>`
        update chat_session set revision = revision + 1 where id = ${chatId}::uuid returning revision`;
      return moved ? work(transaction, moved.revision) : null;
    });
  const lastOf = (transaction: Transaction, chatId: string) =>
    transaction.chatMessage.findFirst({ where: { chatId }, orderBy: { position: 'desc' } });
  const openAnswer = async (
    transaction: Transaction,
    place: { chatId: string; position: number; revision: number },
    { model, at, leasedUntil }: Begun,
  ): Promise<ChatMessage> => {
    const answer = { id: newId(), ...place, role: 'assistant', content: '', status: 'generating', model };
    const row = await transaction.chatMessage.create({ data: { ...answer, leasedUntil, createdAt: at } });
    const { chatId } = place;
    await transaction.chatSession.update({ where: { id: chatId }, data: { updatedAt: at, model } });
    return messageOf(row);
  };
  const changeGenerating = async (chatId: string, id: string, data: Prisma.ChatMessageUpdateManyMutationInput) => {
    const changed = await asChange(chatId, async (transaction, revision) => {
      const where = { id, status: 'generating' };
      return (await transaction.chatMessage.updateMany({ where, data: { ...data, revision } })).count;
    });
    return changed === 1;
  };

  return {
    async create(chat: {
      organisationId: string;
      userId: string;
      title: string;
      model: string;
      source: string | null;
      at: Date;
    }): Promise<StoredChat> {
      const { at, ...row } = chat;
      return chatOf(await prisma.chatSession.create({ data: { id: newId(), ...row, createdAt: at, updatedAt: at } }));
    },

    async find(id: string): Promise<StoredChat | null> {
      const row = await prisma.chatSession.findUnique({ where: { id } });
      return row && chatOf(row);
    },

    /** A person's chats in an organisation, the last used first, with how many there are. */
    async list(
      { userId, organisationId }: { userId: string; organisationId: string },
      skip: number,
      take: number,
    ): Promise<{ chats: (StoredChat & { questions: number })[]; total: number }> {
      const where = { userId, organisationId };
      const [rows, total] = await Promise.all([
        prisma.chatSession.findMany({
          where,
          orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
          skip,
          take,
          include: { _count: { select: { messages: { where: { role: 'user' } } } } },
        }),
        prisma.chatSession.count({ where }),
      ]);
      return { chats: rows.map(({ _count, ...row }) => ({ ...chatOf(row), questions: _count.messages })), total };
    },

    async rename(id: string, title: string): Promise<void> {
      await asChange(id, (transaction) => transaction.chatSession.update({ where: { id }, data: { title } }));
    },

    async remove(id: string): Promise<void> {
      await prisma.chatSession.deleteMany({ where: { id } });
    },

    async messages(chatId: string): Promise<ChatMessage[]> {
      const rows = await prisma.chatMessage.findMany({ where: { chatId }, orderBy: { position: 'asc' } });
      return rows.map(messageOf);
    },

    /** How many messages each of these chats has, and how the last one begins. */
    async ends(chatIds: readonly string[]): Promise<Map<string, { count: number; start: string }>> {
      const rows = await prisma.$queryRaw<{ id: string; count: number; start: string }[]>`
        select chat_id as id, count(*)::int as count,
          (array_agg(case when length(content) > 100 then left(content, 100) || '...' else content end
            order by position desc))[1] as start
        from chat_message where chat_id = any(${chatIds}::uuid[]) group by chat_id`;
      return new Map(rows.map(({ id, ...end }) => [id, end]));
    },

    /**
     * What changed after number `after`: the title as it is, and messages as they are. A message that changes while this is read
     * is left for the next time, so `seq` never stands for something that was not told. Null when the chat is gone.
     */
    async changes(
      chatId: string,
      after: number,
    ): Promise<{ seq: number; title: string; changes: ChatChange[] } | null> {
      const chat = await prisma.chatSession.findUnique({
        where: { id: chatId },
        select: { title: true, revision: true },
      });
      if (!chat) return null;
      const rows = await prisma.chatMessage.findMany({
        where: { chatId, revision: { gt: Math.min(after, chat.revision), lte: chat.revision } },
        orderBy: [{ revision: 'asc' }, { position: 'asc' }],
      });
      const changes = rows.map((row) => ({
        seq: row.revision,
        type: 'messageChanged' as const,
        message: messageOf(row),
      }));
      return { seq: chat.revision, title: chat.title, changes };
    },

    /** How the evaluations of answers stand. */
    async checks(runIds: readonly string[]): Promise<AnswerCheck[]> {
      const rows = await prisma.run.findMany({
        where: { id: { in: [...runIds] } },
        select: { id: true, status: true, summary: true },
      });
      return rows.map(({ id, status, summary }) => ({
        runId: id,
        status,
        summary: summary === null ? null : storedSummary(summary),
      }));
    },

    /** Stores a question and the place of its answer together; null while another answer of this chat is being written. */
    async ask(
      chatId: string,
      { content, source }: { content: string; source: string | null },
      begun: Begun,
    ): Promise<{ question: ChatMessage; answer: ChatMessage } | null> {
      return asChange(chatId, async (transaction, revision) => {
        const last = await lastOf(transaction, chatId);
        if (last?.status === 'generating') return null;
        const position = (last?.position ?? 0) + 1;
        const asked = { id: newId(), chatId, position, role: 'user', content, source, status: 'complete', revision };
        const question = await transaction.chatMessage.create({ data: { ...asked, createdAt: begun.at } });
        const answer = await openAnswer(transaction, { chatId, position: position + 1, revision }, begun);
        return { question: messageOf(question), answer };
      });
    },

    /** Makes a place for another answer to the last question; null unless the last answer came to nothing. */
    async askAgain(chatId: string, begun: Begun): Promise<ChatMessage | null> {
      return asChange(chatId, async (transaction, revision) => {
        const last = await lastOf(transaction, chatId);
        if (last?.status !== 'failed') return null;
        return openAnswer(transaction, { chatId, position: last.position + 1, revision }, begun);
      });
    },

    /** Says that the answer is still being written or checked; false when that has ended otherwise. */
    async prolong(id: string, leasedUntil: Date): Promise<boolean> {
      const where = { id, leasedUntil: { not: null } };
      return (await prisma.chatMessage.updateMany({ where, data: { leasedUntil } })).count === 1;
    },

    /** What has been written so far; false when the answer has ended otherwise. */
    keep: (chatId: string, id: string, content: string, leasedUntil: Date): Promise<boolean> =>
      changeGenerating(chatId, id, { content, leasedUntil }),

    /** Ends an answer; false when it has ended before. One that is complete stays leased until it is checked. */
    end: (chatId: string, id: string, end: End, leasedUntil: Date | null): Promise<boolean> =>
      changeGenerating(chatId, id, { ...end, leasedUntil }),

    async check(chatId: string, id: string, check: Check): Promise<void> {
      await asChange(chatId, (transaction, revision) =>
        transaction.chatMessage.updateMany({ where: { id }, data: { ...check, leasedUntil: null, revision } }),
      );
    },

    /** Takes up the evaluation of an answer that has none; false when there is one, or one is being made. */
    async checkAgain(chatId: string, id: string, leasedUntil: Date): Promise<boolean> {
      const taken = await asChange(chatId, async (transaction, revision) => {
        const where = { id, chatId, role: 'assistant', status: 'complete', runId: null, leasedUntil: null };
        const data = { unchecked: Prisma.DbNull, checkedAgainst: null, leasedUntil, revision };
        return (await transaction.chatMessage.updateMany({ where, data })).count;
      });
      return taken === 1;
    },

    /** What a process took up and did not live to finish: ids, by how far it had got. */
    async lost(chatId: string, now: Date): Promise<{ id: string; isWritten: boolean }[]> {
      const where = { chatId, role: 'assistant', leasedUntil: { lt: now } };
      const rows = await prisma.chatMessage.findMany({ where, select: { id: true, status: true } });
      return rows.map(({ id, status }) => ({ id, isWritten: status === 'complete' }));
    },
  };
}

const chatOf = ({ createdAt, updatedAt, ...row }: ChatRow): StoredChat => ({
  ...row,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

/** What is stored was written by the types of `protocol/chat.ts`. */
const messageOf = ({
  chatId: _chat,
  leasedUntil: _lease,
  revision: _revision,
  createdAt,
  ...row
}: MessageRow): ChatMessage => ({ ...row, createdAt: createdAt.toISOString() }) as ChatMessage;
