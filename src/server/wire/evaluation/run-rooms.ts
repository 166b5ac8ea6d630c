import type { Server, Socket } from 'socket.io';
import type { ServerEvent } from '@/protocol/evaluation-socket/messages';
import type { Services } from '@/server/services/services';
import { RunRoom } from './run-room';

type Deps = {
  readonly io: Server;
  readonly namespaces: readonly string[];
  readonly services: Services;
  readonly maxUnread: number;
  readonly onError: (error: unknown) => void;
};

/** The runs that are watched over Socket.IO in this process, and who watches which. */
export function createRunRooms({ io, namespaces, services, maxUnread, onError }: Deps) {
  const rooms = new Map<string, RunRoom>();
  const watched = new Map<string, Set<string>>();

  /** Once encoded for each namespace, to this process's sockets only: every process follows the log itself. */
  const broadcast = (runId: string) => (event: ServerEvent) => {
    for (const name of namespaces) io.of(name).local.to(runId).emit(event.name, event.payload);
    if (event.name === 'evaluation_progress' && event.payload.progress === 100) dropSlow(runId);
  };

  const dropSlow = (runId: string): void => {
    for (const name of namespaces) {
      const namespace = io.of(name);
      for (const id of namespace.adapter.rooms.get(runId) ?? []) {
        const connection = namespace.sockets.get(id)?.conn as unknown as
          | { writeBuffer: unknown[]; close(): void }
          | undefined;
        if (connection && connection.writeBuffer.length > maxUnread) connection.close();
      }
    }
  };

  const roomOf = (runId: string): RunRoom => {
    const known = rooms.get(runId);
    if (known) return known;
    const follow = async function* (signal: AbortSignal) {
      for await (const batch of services.hubs.follow(runId, 0, signal)) yield services.projections.run(batch).events;
    };
    const room = new RunRoom(runId, broadcast(runId), follow, onError);
    rooms.set(runId, room);
    return room;
  };

  const leave = (socket: Socket, runId: string): void => {
    void socket.leave(runId);
    watched.get(socket.id)?.delete(runId);
    if (rooms.get(runId)?.has(socket.id) && rooms.get(runId)!.leave(socket.id)) rooms.delete(runId);
  };

  return {
    /** Tells the socket that it has joined, what it missed after `afterEvent`, and from then on everything, once. */
    join(socket: Socket, runId: string, afterEvent: number): { session_id: string; message: string } {
      const room = roomOf(runId);
      const joined = { session_id: runId, message: `Joined session ${runId}` };
      socket.emit('session_joined', joined);
      if (!room.has(socket.id)) {
        room.join(socket, afterEvent);
        void socket.join(runId); // at once with the adapters in use, in the same turn as the replay
        const runs = watched.get(socket.id) ?? new Set();
        watched.set(socket.id, runs.add(runId));
      }
      return joined;
    },
    leave,
    forget(socket: Socket): void {
      for (const runId of watched.get(socket.id) ?? []) leave(socket, runId);
      watched.delete(socket.id);
    },
  };
}
