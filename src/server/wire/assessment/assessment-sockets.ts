import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { CLOSE } from '@/protocol/assessment-socket/messages';
import { settledAddress } from '@/server/client-address';
import type { Env } from '@/server/env';
import type { Logger } from '@/server/logger';
import type { Metrics } from '@/server/metrics';
import type { Login } from '@/server/policy';
import { guardedSocketClass, MAX_FRAME_BYTES } from '@/server/realtime/guarded-socket';
import { createLoginWatch } from '@/server/realtime/login-watch';
import { TOO_MANY_SOCKETS } from '@/server/realtime/socket-allowance';
import type { Services } from '@/server/services/services';
import { createAssessmentDesk } from './assessment-desk';
import { AssessmentConnection, type ConnectionDeps } from './connection';

/**
 * `/ws/assessment?token=&test_id=` and `/ws/chat?token=`: the older assessment system's sockets. A token that is missing,
 * forged, expired or revoked gets a socket that is closed with 4001, because a browser shows a page nothing of a refused
 * upgrade. The token is looked at once, here; it is never logged, and a socket lives on when it runs out, as long as its
 * login has not been ended: an assessment takes longer than a token.
 */
export type AssessmentSockets = {
  handles(path: string): boolean;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): Promise<void>;
  readonly connections: () => number;
  drain(graceMs: number): Promise<void>;
};

type Deps = { readonly services: Services; readonly env: Env; readonly metrics: Metrics; readonly log: Logger };

const PATHS = ['/ws/assessment', '/ws/chat'];
const MALFORMED_LIMIT = 10;
const MAX_QUEUED = 32;
const PING_MS = 30_000;

export function createAssessmentSockets({ services, env, metrics, log }: Deps): AssessmentSockets {
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    WebSocket: guardedSocketClass(env.SOCKET_MESSAGES_PER_SECOND) as typeof WebSocket,
  });
  const onError = (error: unknown) =>
    log.warn({ err: error instanceof Error ? error.message : error }, 'assessment socket step failed');
  const watch = createLoginWatch({
    bells: services.bells,
    standing: services.identity.rightsOf,
    now: services.now,
    onError,
  });
  const connections = new Map<WebSocket, AssessmentConnection>();
  const deps: ConnectionDeps = {
    desk: createAssessmentDesk(services),
    questionMs: env.QUESTION_SECONDS * 1000,
    malformedLimit: MALFORMED_LIMIT,
    maxQueued: MAX_QUEUED,
    isWriting: (writer) => [...connections.values()].some((connection) => connection.writer === writer),
    now: services.now,
    log,
  };

  const pinging = every(PING_MS, () => {
    for (const [socket, connection] of connections) {
      if (!connection.isAlive) socket.terminate();
      connection.isAlive = false;
      if (socket.readyState === socket.OPEN) socket.ping();
    }
  });
  const sweeping = every(env.SOCKET_SWEEP_MINUTES * 60_000, () => {
    const quietSince = services.now().getTime() - env.SOCKET_IDLE_MINUTES * 60_000;
    for (const connection of connections.values())
      if (connection.lastActiveAt < quietSince) connection.close(CLOSE.idle);
  });

  const accept = (socket: WebSocket, wire: Duplex, login: Login, url: URL): void => {
    const connection = new AssessmentConnection(socket, wire, login, deps);
    connections.set(socket, connection);
    metrics.sockets.inc();
    socket.on('pong', () => {
      connection.isAlive = true;
    });
    socket.on('error', () => undefined); // a close with its code follows
    socket.once('close', () => {
      connections.delete(socket);
      metrics.sockets.dec();
    });
    connection.open(testIdOf(url));
  };

  return {
    handles: (path) => PATHS.includes(path.replace(/\/$/, '')),
    async upgrade(request, socket, head, url) {
      let claims = null;
      let login: Login | null = null;
      let isAway = false;
      try {
        claims = await services.identity.fromAccessToken(url.searchParams.get('token') ?? '');
        login = await services.identity.resume(claims);
      } catch (error) {
        onError(error);
        isAway = true;
      }
      wss.handleUpgrade(request, socket, head, (opened) => {
        if (isAway) return opened.close(1013, 'try_again');
        if (!claims || !login) return opened.close(CLOSE.notSignedIn.code, CLOSE.notSignedIn.reason);
        const giveBack = services.socketAllowance.take(login.userId, settledAddress(request.headers));
        if (!giveBack) return opened.close(TOO_MANY_SOCKETS.code, TOO_MANY_SOCKETS.reason);
        opened.once('close', giveBack);
        watch.watch(opened, { ...claims, exp: Number.MAX_SAFE_INTEGER });
        accept(opened, socket, login, url);
      });
    },
    connections: () => connections.size,
    async drain(graceMs) {
      clearInterval(pinging);
      clearInterval(sweeping);
      watch.close();
      for (const connection of connections.values()) connection.close(CLOSE.shuttingDown);
      const deadline = performance.now() + graceMs;
      while (connections.size > 0 && performance.now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, 25));
      for (const socket of connections.keys()) socket.terminate();
      wss.close();
    },
  };
}

function every(ms: number, work: () => void): NodeJS.Timeout {
  const timer = setInterval(work, ms);
  timer.unref();
  return timer;
}

/** The assessment named in the address; null when none is, or when it is no number. */
function testIdOf(url: URL): number | null {
  const text = url.searchParams.get('test_id');
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}
