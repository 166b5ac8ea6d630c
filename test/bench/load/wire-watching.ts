import { io, type Socket } from 'socket.io-client';
import { inParallel } from './answering';
import type { Watched } from './generator';

/**
 * Watchers of one run over Socket.IO. Every event has a number; a watcher that hears one out of turn or twice counts as a
 * fault, and so does every event that one heard and another did not.
 */
export async function watchOverSocketIo(origin: string, token: string, sessionId: string, watchers: number) {
  const connect = (): Promise<Socket> => {
    const socket = io(origin, {
      path: '/ws/socket.io',
      auth: { token },
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    return new Promise((resolve, reject) => {
      socket.once('connect', () => resolve(socket));
      socket.once('connect_error', reject);
    });
  };
  const sockets = await inParallel(Array.from({ length: watchers }), 50, connect);
  const counts = { deliveries: 0, faults: 0, ended: 0 };
  const heard = sockets.map(() => ({ last: 0, lastStep: '', events: 0 }));
  const started = performance.now();
  const done = new Promise<Watched>((resolve) => {
    sockets.forEach((socket, index) => {
      const mine = heard[index]!;
      socket.onAny((name: string, payload: { event_id?: number; stage?: string; progress?: number }) => {
        if (payload.event_id === undefined) return;
        counts.deliveries += 1;
        mine.events += 1;
        // One event of the log may end a stage and begin the next: the same number twice, saying different things.
        const step = `${payload.event_id} ${name} ${payload.stage} ${payload.progress}`;
        if (payload.event_id < mine.last || step === mine.lastStep) counts.faults += 1;
        mine.last = payload.event_id;
        mine.lastStep = step;
        if (name !== 'evaluation_complete') return;
        counts.ended += 1;
        if (counts.ended < watchers) return;
        const events = Math.max(...heard.map((watcher) => watcher.events));
        const missing = heard.reduce((sum, watcher) => sum + events - watcher.events, 0);
        const seconds = (performance.now() - started) / 1000;
        const { deliveries, faults } = counts;
        resolve({ watchers, events, deliveries, frames: deliveries, faults: faults + missing, seconds });
      });
    });
  });
  for (const socket of sockets) socket.emit('join_session', { session_id: sessionId });
  return {
    close: () => {
      for (const socket of sockets) socket.disconnect();
    },
    done,
  };
}
