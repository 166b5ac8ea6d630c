import type { Server, Socket } from 'socket.io';
import type { ChatMessage } from '@/protocol/chat';
import {
  chatEvents,
  chatRunEvent,
  completedEvents,
  savedEvent,
  standingEvent,
  uncheckedEvent,
} from '@/protocol/evaluation-socket/chat-frames';
import type { ChatServerEvent } from '@/protocol/evaluation-socket/chat-messages';
import type { ServerEvent } from '@/protocol/evaluation-socket/messages';
import { bellTopic } from '@/server/realtime/bell';
import type { Services } from '@/server/services/services';
import { RunRoom } from './run-room';

type Deps = {
  readonly io: Server;
  readonly namespaces: readonly string[];
  readonly services: Services;
  readonly onError: (error: unknown) => void;
};

type Check = { readonly messageId: string; readonly runId: string | null; readonly run: RunRoom | null };
type ChatRoom = {
  readonly members: Map<string, Socket>;
  check: Check | null;
  /** Set while an answer is being written, whose process may die without a word. */
  looking: NodeJS.Timeout | null;
  stop: () => void;
};

const LOOK_MS = 3_000;

const roomName = (chatId: string) => `chat_${chatId}`;

/**
 * Chats that are watched over Socket.IO in this process. What the process that writes an answer says of it goes to the
 * chat's sockets on all processes, by Redis where there is one. How the answer's check goes each process reads from the
 * run's log itself, so that who comes late, or to another process, gets all of it, once.
 */
export function createChatRooms({ io, namespaces, services, onError }: Deps) {
  const rooms = new Map<string, ChatRoom>();
  const joined = new Map<string, Set<string>>();

  const everywhere = (chatId: string, { name, payload }: ChatServerEvent) => {
    for (const namespace of namespaces) {
      const room = io.of(namespace).to(roomName(chatId));
      // A piece that cannot be sent now is worth nothing later; the whole answer follows.
      if (name === 'stream_token' && !payload.done) room.volatile.emit(name, payload);
      else room.emit(name, payload);
    }
  };
  const here = (chatId: string, event: ChatServerEvent | ServerEvent | null) => {
    if (event)
      for (const namespace of namespaces) io.of(namespace).local.to(roomName(chatId)).emit(event.name, event.payload);
  };
  const stopListening = services.chats.listen((chatId, event) => {
    for (const told of chatEvents(chatId, event, services.now().toISOString())) everywhere(chatId, told);
  });

  /** Follows the check of an answer for all who are in the room, and whoever comes. */
  const follow = (chatId: string, room: ChatRoom, { id: messageId, runId, checkedAgainst }: ChatMessage) => {
    if (!runId || !checkedAgainst) return;
    const statuses = new Map<string, string>();
    const words = (event: ServerEvent) => chatRunEvent({ chatId, messageId, checkedAgainst }, event, statuses);
    const events = async function* (signal: AbortSignal) {
      for await (const batch of services.hubs.follow(runId, 0, signal)) yield services.projections.run(batch).events;
    };
    const run = new RunRoom(runId, (event) => here(chatId, words(event)), events, onError);
    for (const member of room.members.keys()) run.join({ id: member, emit: () => undefined }, 0);
    room.check = { messageId, runId, run };
  };
  const forgetCheck = (room: ChatRoom) => {
    for (const member of room.members.keys()) room.check?.run?.leave(member);
    room.check = null;
  };

  const lookAgain = (chatId: string, room: ChatRoom, isDue: boolean) => {
    if (!isDue && room.looking) clearInterval(room.looking);
    if (!isDue) room.looking = null;
    else room.looking ??= setInterval(() => void look(chatId).catch(onError), LOOK_MS).unref();
  };

  /** Looks what has become of the last answer; what is new is told to the room. */
  const look = async (chatId: string): Promise<void> => {
    const messages = await services.chats.messagesOf(chatId);
    const room = rooms.get(chatId);
    const last = messages.at(-1);
    if (!room) return;
    lookAgain(chatId, room, last?.status === 'generating');
    if (last?.role !== 'assistant') return;
    if (room.check?.messageId === last.id) return;
    if (last.runId) {
      forgetCheck(room);
      follow(chatId, room, last);
    } else if (last.unchecked) {
      forgetCheck(room);
      room.check = { messageId: last.id, runId: null, run: null };
      here(chatId, uncheckedEvent(chatId, last));
    }
  };

  const open = (chatId: string, last: ChatMessage | undefined, hasEnded: boolean): ChatRoom => {
    const known = rooms.get(chatId);
    if (known) return known;
    const silence = services.bells.listen(bellTopic.chat(chatId), () => void look(chatId).catch(onError));
    const room: ChatRoom = { members: new Map(), check: null, looking: null, stop: silence };
    room.stop = () => {
      silence();
      lookAgain(chatId, room, false);
    };
    rooms.set(chatId, room);
    // What was checked before anybody came is not told again; it stands in the answer's evaluation.
    if (last && hasEnded) room.check = { messageId: last.id, runId: last.runId, run: null };
    return room;
  };

  const leave = (socket: Socket, chatId: string): void => {
    void socket.leave(roomName(chatId));
    joined.get(socket.id)?.delete(chatId);
    const room = rooms.get(chatId);
    if (!room?.members.delete(socket.id)) return;
    room.check?.run?.leave(socket.id);
    if (room.members.size > 0) return;
    room.stop();
    rooms.delete(chatId);
  };

  return {
    /**
     * Tells the socket that it has joined, what it missed after `lastMessageId`, how the last answer stands, and from then on
     * everything. `messages` as they stand; `isChecked`: the run of the last answer has ended.
     */
    join(socket: Socket, chatId: string, messages: readonly ChatMessage[], isChecked: boolean, since?: string) {
      const told = { chat_session_id: chatId, message: `Joined chat session ${chatId}` };
      const tell = (event: ChatServerEvent | ServerEvent | null) => event && socket.emit(event.name, event.payload);
      const last = messages.at(-1);
      const missed = since === undefined ? [] : messages.slice(messages.findIndex(({ id }) => id === since) + 1);
      const isAnswer = last?.role === 'assistant';
      const room = open(chatId, last, isAnswer && since === undefined && (isChecked || last.unchecked !== null));
      socket.emit('chat_session_joined', told);
      if (room.members.has(socket.id)) return told;
      for (const message of missed) {
        if (message.role === 'user') tell(savedEvent(chatId, message));
        else if (message.status === 'complete')
          for (const event of completedEvents(chatId, message.id, message.content, message.createdAt)) tell(event);
      }
      if (last) tell(standingEvent(chatId, last));
      const check = room.check;
      if (check?.run && isAnswer && last.id === check.messageId && last.checkedAgainst) {
        const statuses = new Map<string, string>();
        const target = { chatId, messageId: last.id, checkedAgainst: last.checkedAgainst };
        const emit = (name: string, payload: unknown) =>
          tell(chatRunEvent(target, { name, payload } as ServerEvent, statuses));
        check.run.join({ id: socket.id, emit }, 0);
      }
      room.members.set(socket.id, socket);
      void socket.join(roomName(chatId)); // at once with the adapters in use, in the same turn as the replay
      joined.set(socket.id, (joined.get(socket.id) ?? new Set()).add(chatId));
      if (!check) void look(chatId).catch(onError);
      return told;
    },
    leave,
    forget(socket: Socket): void {
      for (const chatId of joined.get(socket.id) ?? []) leave(socket, chatId);
      joined.delete(socket.id);
    },
    close(): void {
      stopListening();
      for (const room of rooms.values()) room.stop();
    },
  };
}
