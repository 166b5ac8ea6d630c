import type { LoginClaims } from '@/server/login-tokens';
import { type Bells, bellTopic } from './bell';

/** Close code for a socket whose login ended or never was valid; the reason is a refusal code. */
export const LOGIN_CLOSED = 4001;
/** Close code for a socket whose login may do other things than when it was opened: reconnect and go on with those. */
export const RIGHTS_CHANGED = 4003;

/** Whatever can be closed with a code and says when it was: a `ws` socket is one. */
export type Closable = {
  close(code: number, reason: string): void;
  once(event: 'close', listener: () => void): unknown;
};

export type LoginWatch = {
  /** `rights`: what the login might do when the socket opened, for sockets that hold on to it. */
  watch(socket: Closable, claims: LoginClaims, rights?: string): void;
  readonly size: () => number;
  close(): void;
};

type Deps = {
  readonly bells: Bells;
  /** What the logins that stand may do, by login id; those that ended are absent. */
  readonly standing: (logins: readonly LoginClaims[]) => Promise<Map<string, string>>;
  readonly now: () => Date;
  readonly onError: (error: unknown) => void;
  readonly checkMs?: number;
};

/**
 * Keeps open sockets honest: a socket lives no longer than its login, and no longer than the rights it was opened with. The
 * bell ends them at once; a look at all logins every half minute catches what a lost ring or another process missed, and
 * tokens that ran out.
 */
export function createLoginWatch({ bells, standing, now, onError, checkMs = 30_000 }: Deps): LoginWatch {
  const sockets = new Map<Closable, { claims: LoginClaims; rights: string | undefined }>();

  const check = async (only?: string): Promise<void> => {
    const watched = [...sockets].filter(([, { claims }]) => only === undefined || claims.sub === only);
    if (watched.length === 0) return;
    try {
      const found = await standing([...new Map(watched.map(([, { claims }]) => [claims.loginId, claims])).values()]);
      for (const [socket, { claims, rights }] of watched) {
        const held = found.get(claims.loginId);
        if (held === undefined || claims.exp * 1000 < now().getTime()) socket.close(LOGIN_CLOSED, 'login_ended');
        else if (rights !== undefined && rights !== held) socket.close(RIGHTS_CHANGED, 'rights_changed');
      }
    } catch (error) {
      onError(error); // the database is away: nobody is thrown out for that
    }
  };
  const timer = setInterval(() => void check(), checkMs);
  timer.unref();

  return {
    watch(socket, claims, rights) {
      sockets.set(socket, { claims, rights });
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
