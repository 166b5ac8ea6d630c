import { v7 as newId } from 'uuid';
import type { Chat, ChatMessage, GenerationFailure } from '@/protocol/chat';
import type { Database } from '@/server/db';
import type { ChatSession as ChatRow, ChatMessage as MessageRow } from '@/server/generated/prisma/client';

export type StoredChat = Chat & { readonly organisationId: string; readonly userId: string };
export type ChatRepository = ReturnType<typeof createChatRepository>;

type End =
  | { readonly status: 'complete'; readonly content: string }
  | { readonly status: 'failed'; readonly content: string; readonly failure: GenerationFailure };
type Check =
  | { readonly runId: string; readonly checkedAgainst: 'source' | 'secondAnswer' }
  | { readonly unchecked: { readonly error: string; readonly message: string } };

export function createChatRepository({ prisma }: Database) {
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

    /** A person's chats, the last used first, with how many there are. */
    async list(userId: string, skip: number, take: number): Promise<{ chats: StoredChat[]; total: number }> {
      const [rows, total] = await Promise.all([
        prisma.chatSession.findMany({
          where: { userId },
          orderBy: [{ updatedAt: 'desc' }, { id: 'desc' }],
          skip,
          take,
        }),
        prisma.chatSession.count({ where: { userId } }),
      ]);
      return { chats: rows.map(chatOf), total };
    },

    async rename(id: string, title: string): Promise<void> {
      await prisma.chatSession.updateMany({ where: { id }, data: { title } });
    },

    async remove(id: string): Promise<void> {
      await prisma.chatSession.deleteMany({ where: { id } });
    },

    async messages(chatId: string): Promise<ChatMessage[]> {
      const rows = await prisma.chatMessage.findMany({ where: { chatId }, orderBy: { position: 'asc' } });
      return rows.map(messageOf);
    },

    /** Stores a question and the place of its answer together; null while another answer of this chat is being written. */
    ask(
      chatId: string,
      question: string,
      model: string,
      at: Date,
      leasedUntil: Date,
    ): Promise<{ question: ChatMessage; answer: ChatMessage } | null> {
      return prisma.$transaction(async (tx) => {
        await tx.$queryRaw`select id from chat_session where id = ${chatId}::uuid for update`;
        const last = await tx.chatMessage.findFirst({ where: { chatId }, orderBy: { position: 'desc' } });
        if (last?.status === 'generating') return null;
        const position = (last?.position ?? 0) + 1;
        const asked = { id: newId(), chatId, position, role: 'user', content: question, status: 'complete' };
        const answer = { id: newId(), chatId, position: position + 1, role: 'assistant', content: '', model };
        const first = await tx.chatMessage.create({ data: { ...asked, createdAt: at } });
        const second = await tx.chatMessage.create({
          data: { ...answer, status: 'generating', leasedUntil, createdAt: at },
        });
        await tx.chatSession.update({ where: { id: chatId }, data: { updatedAt: at, model } });
        return { question: messageOf(first), answer: messageOf(second) };
      });
    },

    /** What has been written so far; false when the answer has ended otherwise. */
    async keep(id: string, content: string, leasedUntil: Date): Promise<boolean> {
      const where = { id, status: 'generating' };
      return (await prisma.chatMessage.updateMany({ where, data: { content, leasedUntil } })).count === 1;
    },

    /** Ends an answer; false when it has ended before. One that is complete stays leased until it is checked. */
    async end(id: string, end: End, leasedUntil: Date | null): Promise<boolean> {
      const where = { id, status: 'generating' };
      return (await prisma.chatMessage.updateMany({ where, data: { ...end, leasedUntil } })).count === 1;
    },

    async check(id: string, check: Check): Promise<void> {
      await prisma.chatMessage.updateMany({ where: { id }, data: { ...check, leasedUntil: null } });
    },

    /** What a process took up and did not live to finish: ids, by how far it had got. */
    async lost(chatId: string, now: Date): Promise<{ id: string; isWritten: boolean; content: string }[]> {
      const where = { chatId, role: 'assistant', leasedUntil: { lt: now } };
      const rows = await prisma.chatMessage.findMany({ where, select: { id: true, status: true, content: true } });
      return rows.map(({ id, status, content }) => ({ id, isWritten: status === 'complete', content }));
    },
  };
}

const chatOf = ({ createdAt, updatedAt, ...row }: ChatRow): StoredChat => ({
  ...row,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

/** What is stored was written by the types of `protocol/chat.ts`. */
const messageOf = ({ chatId: _chat, leasedUntil: _lease, createdAt, ...row }: MessageRow): ChatMessage =>
  ({ ...row, createdAt: createdAt.toISOString() }) as ChatMessage;
