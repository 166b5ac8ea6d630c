import type { LoginClaims } from '@/server/login-tokens';
import { type Bells, bellTopic } from './bell';

/** Close code for a socket whose login ended or never was valid; the reason is a refusal code. */
export const LOGIN_CLOSED = 4001;

/**
 * Keeps open sockets honest: a socket lives no longer than its login. The bell ends them at once; a look at all logins
 * every half minute catches what a lost ring or another process missed, and tokens that ran out.
 */
/** Whatever can be closed with a code and says when it was: a `ws` socket is one. */
export type Closable = {
  close(code: number, reason: string): void;
  once(event: 'close', listener: () => void): unknown;
};

export type LoginWatch = {
  watch(socket: Closable, claims: LoginClaims): void;
  readonly size: () => number;
  close(): void;
};

type Deps = {
  readonly bells: Bells;
  readonly ended: (logins: readonly LoginClaims[]) => Promise<Set<string>>;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
  readonly checkMs?: number;
};

export function createLoginWatch({ bells, ended, now, onError, checkMs = 30_000 }: Deps): LoginWatch {
  const sockets = new Map<Closable, LoginClaims>();

  const check = async (only?: string): Promise<void> => {
    const watched = [...sockets].filter(([, claims]) => only === undefined || claims.sub === only);
    if (watched.length === 0) return;
    try {
      const gone = await ended([...new Map(watched.map(([, claims]) => [claims.loginId, claims])).values()]);
      for (const [socket, claims] of watched) {
        if (gone.has(claims.loginId) || claims.exp * 1000 < now().getTime()) socket.close(LOGIN_CLOSED, 'login_ended');
      }
    } catch (error) {
      onError(error); // the database is away: nobody is thrown out for that
    }
  };
  const timer = setInterval(() => void check(), checkMs);
  timer.unref();

  return {
    watch(socket, claims) {
      sockets.set(socket, claims);
      const stop = bells.listen(bellTopic.login(claims.sub), () => void check(claims.sub));
      socket.once('close', () => {
        stop();
        sockets.delete(socket);
      });
    },
    size: () => sockets.size,
    close: () => clearInterval(timer),
  };
}
