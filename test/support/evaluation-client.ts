import { io, type Socket } from 'socket.io-client';
import type { ServerEvent, ServerEventName } from '@/protocol/evaluation-socket/messages';
import { evaluationEvent } from './conformance';

/** How an old client connects: by path, or by an address that names the namespace. */
export const WAYS = {
  'by path /ws/socket.io': (origin: string) => ({ url: origin, options: { path: '/ws/socket.io' } }),
  'by address /ws': (origin: string) => ({ url: `${origin}/ws`, options: {} }),
  'by polling only': (origin: string) => ({ url: origin, options: { path: '/ws/socket.io', transports: ['polling'] } }),
} as const;
export type Way = keyof typeof WAYS;

export type EvaluationClient = Awaited<ReturnType<typeof connectEvaluation>>;

/** socket.io-client with everything it was sent, each payload held against the schema of its event. */
export async function connectEvaluation(origin: string, token: string, way: Way = 'by path /ws/socket.io') {
  const { url, options } = WAYS[way](origin);
  const socket: Socket = io(url, { ...options, auth: { token }, reconnection: false, forceNew: true });
  const received: ServerEvent[] = [];
  socket.onAny((name: string, payload: unknown) => {
    received.push(evaluationEvent(name, payload));
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  const named = <N extends ServerEventName>(name: N) =>
    received.filter((event): event is Extract<ServerEvent, { name: N }> => event.name === name);
  return {
    socket,
    received,
    named,
    /** Sends an event and waits for its acknowledgement. */
    ask: (name: string, payload: unknown) => socket.timeout(10_000).emitWithAck(name, payload),
    async until(name: ServerEventName): Promise<void> {
      for (let i = 0; i < 400 && named(name).length === 0; i += 1)
        await new Promise((resolve) => setTimeout(resolve, 25));
      if (named(name).length === 0) throw new Error(`No ${name} came; got ${received.map((event) => event.name)}`);
    },
    close: () => socket.disconnect(),
  };
}
