import type { Socket } from 'socket.io';
import { z } from 'zod';
import { DomainError, isDomainError } from '@/core/errors';
import type { ChatServerEvent } from '@/protocol/evaluation-socket/chat-messages';
import { AskChat, ChatRef } from '@/protocol/evaluation-socket/chat-messages';
import { NO_MODEL } from '@/server/llm/model-chat';
import { authorise, type Login } from '@/server/policy';
import type { Services } from '@/server/services/services';
import type { createChatRooms } from './chat-rooms';

type On = <T>(name: string, schema: z.ZodType<T>, handle: (input: T) => Promise<unknown>) => void;

/** The chat part of what one socket may send. */
export function serveChat(
  socket: Socket,
  {
    login,
    services,
    rooms,
    on,
  }: { login: Login; services: Services; rooms: ReturnType<typeof createChatRooms>; on: On },
): void {
  const member = () => authorise(login, 'chats:use');
  const chatOf = (id: string): string => {
    if (!z.uuid().safeParse(id).success) throw new DomainError('not_found', 'You have no such chat.');
    return id;
  };
  const emit = ({ name, payload }: ChatServerEvent) => socket.emit(name, payload);

  on('join_chat_session', ChatRef, async ({ chat_session_id, last_message_id }) => {
    const chatId = chatOf(chat_session_id);
    const messages = await services.chats.messages(member(), chatId);
    const run = messages.at(-1)?.runId;
    const isChecked = run ? (await services.evaluations.get(member(), run)).state.endedAt !== null : false;
    return rooms.join(socket, chatId, messages, isChecked, last_message_id);
  });
  on('leave_chat_session', ChatRef, async ({ chat_session_id }) => {
    rooms.leave(socket, chat_session_id);
    const left = { chat_session_id, message: `Left chat session ${chat_session_id}` };
    emit({ name: 'chat_session_left', payload: left });
    return left;
  });
  on('chat_message', AskChat, async ({ chat_session_id, question, model = null, source_text: source = null }) => {
    const chatId = chatOf(chat_session_id);
    const asker = member();
    await services.chats.get(asker, chatId);
    await services.allowances.take('chat', asker.userId);
    try {
      const asked = await services.chats.ask(asker, chatId, { question, model, source });
      return { chat_session_id, message_id: asked.question.id, answer_id: asked.answer.id };
    } catch (error) {
      if (isDomainError(error) && error.code === 'no_model_configured')
        emit({ name: 'generation_error', payload: { chat_session_id, message_id: null, ...NO_MODEL } });
      throw error;
    }
  });
}
