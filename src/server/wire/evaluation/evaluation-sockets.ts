import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type DefaultEventsMap, Server, type Socket } from 'socket.io';
import { z } from 'zod';
import { DomainError } from '@/core/errors';
import { SessionRef, StartEvaluation } from '@/protocol/evaluation-socket/messages';
import { unstorableField } from '@/server/api/unstorable-field';
import { settledAddress } from '@/server/client-address';
import type { Env } from '@/server/env';
import type { Logger } from '@/server/logger';
import type { LoginClaims } from '@/server/login-tokens';
import type { Metrics } from '@/server/metrics';
import { authorise, type Login, rightsOf } from '@/server/policy';
import { createLoginWatch, RIGHTS_CHANGED } from '@/server/realtime/login-watch';
import { wishesFrom } from '@/server/services/run-wishes';
import type { Services } from '@/server/services/services';
import { serveChat } from './chat-events';
import { createChatRooms } from './chat-rooms';
import { refusalOf, type SocketRefusal } from './refusal';
import { createRunRooms } from './run-rooms';
import { shareRooms } from './shared-rooms';

/**
 * Socket.IO for clients of the older evaluation system. They come in two ways: with `path: '/ws/socket.io'`, or with the
 * address `http://host/ws`, which names a namespace and leaves the path at `/socket.io`. Both paths lead to one engine and
 * both namespaces to the same handlers.
 */
const PATHS = ['/ws/socket.io', '/socket.io'];
const NAMESPACES = ['/', '/ws'];
/** Two texts of 50,000 characters, and what JSON adds. */
const MAX_MESSAGE_BYTES = 512 * 1024;
/** Packets a client may leave unread before it is let go; it resumes from the log. */
const MAX_UNREAD_PACKETS = 5_000;

type Data = { login: Login; claims: LoginClaims };
type ClientSocket = Socket<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, Data>;
type Acknowledge = (reply: unknown) => void;

export type EvaluationSockets = {
  handles(path: string): boolean;
  request(request: IncomingMessage, response: ServerResponse): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  readonly connections: () => number;
  drain(): Promise<void>;
};

type Deps = {
  readonly services: Services;
  readonly env: Env;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly isAllowedOrigin: (origin: string) => boolean;
};

export function createEvaluationSockets({ services, env, metrics, log, isAllowedOrigin }: Deps): EvaluationSockets {
  const io = new Server<DefaultEventsMap, DefaultEventsMap, DefaultEventsMap, Data>({
    path: PATHS[0]!,
    serveClient: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    pingInterval: 20_000,
    pingTimeout: 20_000,
    cors: { origin: (origin, decide) => decide(null, origin === undefined || isAllowedOrigin(origin)) },
  });
  // It is attached to a server that never listens: which request is its own is decided in one place, by path.
  io.attach(createServer());
  const addresses = new WeakMap<object, string>();
  io.engine.on('connection', (connection: { request: IncomingMessage | null }) => {
    addresses.set(connection, settledAddress(connection.request?.headers));
    connection.request = null; // a kilobyte or more each, and nothing here reads it again
  });
  const onError = (error: unknown) =>
    log.warn({ err: error instanceof Error ? error.message : error }, 'evaluation socket step failed');
  const watch = createLoginWatch({
    bells: services.bells,
    standing: services.identity.rightsOf,
    now: services.now,
    onError,
  });
  const rooms = createRunRooms({ io, namespaces: NAMESPACES, services, maxUnread: MAX_UNREAD_PACKETS, onError });
  const shared = env.REDIS_URL ? shareRooms(io, env.REDIS_URL, onError) : null;
  const chatRooms = createChatRooms({ io, namespaces: NAMESPACES, services, onError });
  let open = 0;

  const admit = async (socket: ClientSocket, next: (error?: Error) => void): Promise<void> => {
    try {
      const { token } = socket.handshake.auth as { token?: unknown };
      const claims = typeof token === 'string' ? await services.identity.fromAccessToken(bare(token)) : null;
      const login = await services.identity.resume(claims);
      if (!claims || !login)
        return next(connectError('authentication_required', 'A valid token is needed. Sign in again.'));
      const giveBack = services.socketAllowance.take(login.userId, addresses.get(socket.conn) ?? 'unknown');
      if (!giveBack) return next(connectError('rate_limited', 'Too many connections are open. Close one first.'));
      socket.conn.once('close', giveBack);
      if (socket.conn.readyState !== 'open') giveBack(); // it left while it was asked about, and closes no more
      socket.data = { login, claims };
      next();
    } catch (error) {
      const refusal = refusalOf(error) ?? { error: 'internal_error', message: 'Something went wrong here.' };
      next(connectError(refusal.error, refusal.message));
    }
  };

  const serve = (socket: ClientSocket): void => {
    const { login, claims } = socket.data;
    open += 1;
    metrics.sockets.inc();
    socket.once('disconnect', () => {
      open -= 1;
      metrics.sockets.dec();
      rooms.forget(socket);
      chatRooms.forget(socket);
    });
    watch.watch(
      {
        close: (code, reason) => {
          const message =
            code === RIGHTS_CHANGED ? 'Your role has changed. Connect again.' : 'The login has ended. Sign in again.';
          socket.emit('error', { error: 'authentication_required', message });
          log.debug({ reason }, 'evaluation socket closed');
          socket.disconnect(true);
        },
        once: (_event, listener) => socket.once('disconnect', listener),
      },
      // A token is asked for at the door; a socket then lives as long as its login is not ended.
      { ...claims, exp: Math.max(claims.exp, Math.floor(Date.now() / 1000) + env.LOGIN_HOURS * 3600) },
      rightsOf(login),
    );
    limitMessages(socket, env.SOCKET_MESSAGES_PER_SECOND);

    /** Answers one event: validates, carries out, acknowledges when asked to, and says what was refused. */
    const on = <T>(name: string, schema: z.ZodType<T>, handle: (input: T) => Promise<unknown>): void => {
      socket.on(name, (...args: unknown[]) => {
        const acknowledge = typeof args.at(-1) === 'function' ? (args.pop() as Acknowledge) : null;
        void (async () => {
          try {
            const parsed = schema.safeParse(args[0] ?? {});
            if (!parsed.success) throw new DomainError('invalid_input', describe(parsed.error));
            const broken = unstorableField(parsed.data);
            if (broken) throw new DomainError('invalid_input', `A broken character stands in ${broken.field}.`);
            const reply = await handle(parsed.data);
            acknowledge?.({ ok: true, ...(reply as object) });
          } catch (error) {
            const refusal = refusalOf(error) ?? internal(error, name);
            socket.emit('error', refusal);
            acknowledge?.({ ok: false, ...refusal });
          }
        })();
      });
    };
    const internal = (error: unknown, event: string): SocketRefusal => {
      log.error({ event, err: error }, 'evaluation socket event failed');
      return { error: 'internal_error', message: 'Something went wrong here. It has been noted.' };
    };
    const tell = <T extends object>(name: string, payload: T): T => {
      socket.emit(name, payload);
      return payload;
    };
    const reader = () => authorise(login, 'runs:read');
    const creator = () => authorise(login, 'runs:create');
    const runOf = async (sessionId: string): Promise<string> => {
      if (!z.uuid().safeParse(sessionId).success) throw new DomainError('run_not_found');
      await services.evaluations.assertMayRead(reader(), sessionId);
      return sessionId;
    };

    on('join_session', SessionRef, async ({ session_id, last_event_id = 0 }) => {
      const runId = await runOf(session_id);
      return rooms.join(socket, runId, last_event_id);
    });
    on('leave_session', SessionRef, async ({ session_id }) => {
      rooms.leave(socket, session_id);
      return tell('session_left', { session_id, message: `Left session ${session_id}` });
    });
    on('start_evaluation', StartEvaluation, async (input) => {
      const member = creator();
      let runId: string;
      if ('session_id' in input) {
        runId = await runOf(input.session_id);
        await services.evaluations.start(member, runId);
      } else {
        const { source_text: source, candidate_output: output, question = null, config } = input;
        await services.allowances.take('evaluations', member.userId);
        const preferred = await services.preferences.get(member.userId);
        const configuration = wishesFrom(config, preferred, services.runStatistics.options().panel);
        const submission = { source, output, question, configuration };
        runId = (await services.evaluations.create(member, submission)).runId;
        rooms.join(socket, runId, 0);
      }
      return tell('evaluation_started', { session_id: runId, message: 'Evaluation started' });
    });
    on('resume_evaluation', SessionRef, async ({ session_id }) => {
      const member = creator();
      await services.evaluations.reopen(member, await runOf(session_id), null);
      return tell('evaluation_started', { session_id, message: 'Evaluation goes on with what is missing' });
    });
    on('cancel_evaluation', SessionRef, async ({ session_id }) => {
      await services.evaluations.cancel(creator(), await runOf(session_id));
      return { session_id, message: 'Evaluation cancelled; what was reached is kept' };
    });
    serveChat(socket, { login, services, rooms: chatRooms, on });
    on('ping', z.unknown(), async () => tell('pong', { timestamp: services.now().toISOString() }));
  };

  for (const name of NAMESPACES) {
    const namespace = io.of(name);
    namespace.use((socket, next) => void admit(socket, next));
    namespace.on('connection', serve);
  }

  return {
    handles: (path) => PATHS.some((known) => path === known || path === `${known}/`),
    request: (request, response) => io.engine.handleRequest(request, response),
    upgrade: (request, socket, head) => io.engine.handleUpgrade(request, socket, head),
    connections: () => open,
    async drain() {
      watch.close();
      io.local.disconnectSockets(true);
      chatRooms.close();
      await new Promise<void>((resolve) => void io.close(() => resolve()));
      shared?.close();
    },
  };
}

const bare = (token: string) => token.replace(/^bearer\s+/i, '');

function connectError(code: string, message: string): Error {
  return Object.assign(new Error(code), { data: { error: code, message } });
}

function describe(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.map(String).join('.') || 'payload'}: ${message}`).join('; ');
}

/** More than `perSecond` messages (a burst of the same size is allowed) end the connection. */
function limitMessages(socket: ClientSocket, perSecond: number): void {
  let allowance = perSecond;
  let countedAt = performance.now();
  socket.use((_event, next) => {
    const now = performance.now();
    allowance = Math.min(perSecond, allowance + ((now - countedAt) / 1000) * perSecond);
    countedAt = now;
    if (allowance >= 1) {
      allowance -= 1;
      return next();
    }
    socket.emit('error', { error: 'rate_limited', message: 'Too many messages.', retry_after_seconds: 1 });
    socket.disconnect(true);
  });
}
