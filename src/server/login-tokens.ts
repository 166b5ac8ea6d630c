import { jwtVerify, SignJWT } from 'jose';
import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';

/** What a login's token says. It proves who signed in and when; whether it still stands is asked of the database. */
export const LoginClaims = z.object({
  sub: z.uuid(),
  loginId: z.string().min(1),
  tokenVersion: z.number().int(),
  /** The organisation whose invitation link this login was made with; absent when the person proved who they are. */
  within: z.uuid().optional(),
  exp: z.number(),
});
export type LoginClaims = z.infer<typeof LoginClaims>;

const COOKIE_NAMES = ['__Secure-next-auth.session-token', 'next-auth.session-token'] as const;
const SOCKET_AUDIENCE = 'assay:socket';
const SOCKET_TOKEN_SECONDS = 60;

/** What a socket token says: it may open a socket until its own `exp`; the socket then lives as long as the login. */
const SocketClaims = LoginClaims.extend({ loginExp: z.number() });

export type LoginTokens = ReturnType<typeof createLoginTokens>;

/** Reads and makes login tokens: the session cookie of next-auth, and the 60 s token a socket may be opened with. */
export function createLoginTokens(secret: string) {
  const socketKey = new TextEncoder().encode(`socket:${secret}`);
  return {
    /** The claims in a Cookie header, or null when there is no valid, unexpired session cookie. */
    async fromCookies(header: string | undefined): Promise<LoginClaims | null> {
      const cookies = new Map(
        (header ?? '').split(/;\s*/).map((pair) => {
          const at = pair.indexOf('=');
          return [pair.slice(0, at), pair.slice(at + 1)] as const;
        }),
      );
      for (const name of COOKIE_NAMES) {
        const token = cookies.get(name);
        if (!token) continue;
        try {
          const parsed = LoginClaims.safeParse(await decode({ token: decodeURIComponent(token), secret }));
          if (parsed.success) return parsed.data;
        } catch {
          // forged, expired or of another secret: the same as none
        }
      }
      return null;
    },

    /** A session cookie's value as next-auth would make it; for scripted clients such as benchmarks. */
    toCookie: (claims: Omit<LoginClaims, 'exp'>, maxAgeSeconds: number): Promise<string> =>
      encode({ token: claims, secret, maxAge: maxAgeSeconds }).then((token) => `${COOKIE_NAMES[1]}=${token}`),

    /** A token for opening a socket within 60 s; the socket is the login's and ends with it. */
    forSocket: ({ sub, loginId, tokenVersion, within, exp }: LoginClaims): Promise<string> =>
      new SignJWT({ loginId, tokenVersion, within, loginExp: exp })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(sub)
        .setAudience(SOCKET_AUDIENCE)
        .setIssuedAt()
        .setExpirationTime(`${SOCKET_TOKEN_SECONDS}s`)
        .sign(socketKey),

    /** The claims of the login behind a socket token, or null when it is forged, expired or meant for something else. */
    async fromSocketToken(token: string): Promise<LoginClaims | null> {
      try {
        const { payload } = await jwtVerify(token, socketKey, { audience: SOCKET_AUDIENCE, algorithms: ['HS256'] });
        const { loginExp, ...claims } = SocketClaims.parse(payload);
        return { ...claims, exp: loginExp };
      } catch {
        return null;
      }
    },
  };
}
