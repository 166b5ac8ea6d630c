import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { applyWSSHandler } from '@trpc/server/adapters/ws';
import { v7 as newId } from 'uuid';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Context } from '@/server/api/context';
import { type AppRouter, appRouter } from '@/server/api/root';
import { settledAddress } from '@/server/client-address';
import type { Env } from '@/server/env';
import type { Logger } from '@/server/logger';
import type { LoginClaims } from '@/server/login-tokens';
import type { Metrics } from '@/server/metrics';
import { type Login, rightsOf } from '@/server/policy';
import type { Services } from '@/server/services/services';
import { bellTopic } from './bell';
import { guardedSocketClass, MAX_FRAME_BYTES } from './guarded-socket';
import { createLoginWatch, LOGIN_CLOSED } from './login-watch';
import { TOO_MANY_SOCKETS } from './socket-allowance';
import { createSocketConnection } from './socket-connection';

/**
 * The API's sockets, `/api/trpc` upgraded.
 *
 * Who connects is settled before the first message is heard: by the session cookie, if the Origin is ours, or by a 60 s
 * token in `?token=`. A foreign Origin gets 403 and no socket. A missing, expired or revoked login gets a socket that is
 * closed with 4001 and a reason, because a browser shows a page nothing of a refused upgrade.
 */
export type SocketServer = {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, url: URL): Promise<void>;
  readonly connections: () => number;
  /** Tells clients to reconnect elsewhere, then closes what has not closed within `graceMs`. */
  drain(graceMs: number): Promise<void>;
};

type Deps = {
  readonly services: Services;
  readonly env: Env;
  readonly metrics: Metrics;
  readonly log: Logger;
};

type Admitted = { readonly login: Login; readonly claims: LoginClaims };

export const SHUTTING_DOWN = { code: 1001, reason: 'server_restarting' } as const;

export function createSocketServer({ services, env, metrics, log }: Deps): SocketServer {
  const wss = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
    WebSocket: guardedSocketClass(env.SOCKET_MESSAGES_PER_SECOND) as typeof WebSocket,
  });
  const admitted = new WeakMap<IncomingMessage, Admitted>();
  const watch = createLoginWatch({
    bells: services.bells,
    standing: services.identity.rightsOf,
    now: services.now,
    onError: (error) => log.warn({ err: error instanceof Error ? error.message : error }, 'login check failed'),
  });

  const handler = applyWSSHandler<AppRouter>({
    wss,
    router: appRouter,
    keepAlive: { enabled: true, pingMs: 20_000, pongWaitMs: 10_000 },
    experimental_encoder: services.payloads.encoder,
    createContext: ({ req, res }): Context => {
      const id = newId();
      return {
        requestId: id,
        login: admitted.get(req)?.login ?? null,
        address: settledAddress(req.headers),
        connection: createSocketConnection(id, res, env.SOCKET_SUBSCRIPTIONS),
        services,
        metrics,
        log,
      };
    },
  });

  wss.on('connection', (socket) => {
    metrics.sockets.inc();
    socket.once('close', () => metrics.sockets.dec());
  });

  const claimsOf = async (request: IncomingMessage, url: URL): Promise<LoginClaims | null> => {
    const token = url.searchParams.get('token');
    return token === null
      ? services.tokens.fromCookies(request.headers.cookie)
      : services.tokens.fromSocketToken(token);
  };

  /** The login as it is when the watch takes over: asked again if something about it was rung while asking. */
  const standing = async (claims: LoginClaims | null): Promise<Login | null> => {
    if (!claims) return null;
    let rung = true;
    const stop = services.bells.listen(bellTopic.login(claims.sub), () => {
      rung = true;
    });
    try {
      let login: Login | null = null;
      while (rung) {
        rung = false;
        login = await services.identity.resume(claims);
      }
      return login;
    } finally {
      stop();
    }
  };

  return {
    async upgrade(request, socket, head, url) {
      if (!url.searchParams.has('token') && !isOwnOrigin(request, env)) return refuse(socket, 403, 'Foreign origin');
      let claims: LoginClaims | null;
      let login: Login | null;
      try {
        claims = await claimsOf(request, url);
        login = await standing(claims);
      } catch {
        return refuse(socket, 503, 'Temporarily unavailable');
      }
      wss.handleUpgrade(request, socket, head, (opened) => {
        if (!claims || !login) {
          opened.close(LOGIN_CLOSED, claims ? 'login_ended' : 'not_signed_in');
          return;
        }
        const giveBack = services.socketAllowance.take(login.userId, settledAddress(request.headers));
        if (!giveBack) return opened.close(TOO_MANY_SOCKETS.code, TOO_MANY_SOCKETS.reason);
        opened.once('close', giveBack);
        admitted.set(request, { login, claims });
        watch.watch(opened, claims, rightsOf(login));
        wss.emit('connection', opened, request);
      });
    },
    connections: () => wss.clients.size,
    async drain(graceMs) {
      handler.broadcastReconnectNotification();
      const deadline = performance.now() + graceMs;
      while (wss.clients.size > 0 && performance.now() < deadline)
        await new Promise((resolve) => setTimeout(resolve, 50));
      for (const client of wss.clients) client.close(SHUTTING_DOWN.code, SHUTTING_DOWN.reason);
      await new Promise((resolve) => setTimeout(resolve, 100));
      for (const client of wss.clients) client.terminate();
      watch.close();
      wss.close();
    },
  };
}

/** Browsers send the page's origin with every upgrade; programs send none and have no cookies of others to abuse. */
function isOwnOrigin(request: IncomingMessage, env: Env): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  if (env.PUBLIC_URL && origin === new URL(env.PUBLIC_URL).origin) return true;
  try {
    return new URL(origin).host === host;
  } catch {
    return false;
  }
}

export function refuse(socket: Duplex, status: number, reason: string): void {
  socket.end(`HTTP/1.1 ${status} ${reason}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
