import { createSecretKey } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

/**
 * Bearer tokens of the REST API and of both older protocols: a signed JWT in a header, a query string or a handshake.
 * `sub` is the e-mail address, `user_id` the person's whole number and `jti` the login's id, as clients of the older systems
 * expect them; `uid` and `ver` say which person and which password the login was made with.
 */
const AccessClaims = z.object({
  sub: z.string().min(1),
  user_id: z.number().int().optional(),
  jti: z.string().min(1),
  exp: z.number(),
  uid: z.uuid().optional(),
  ver: z.number().int().default(0),
});
export type AccessClaims = z.infer<typeof AccessClaims>;

export type AccessTokenSettings = {
  readonly secret: string;
  readonly algorithm: 'HS256' | 'HS384' | 'HS512';
  readonly minutes: number;
};

export type AccessTokens = ReturnType<typeof createAccessTokens>;

export function createAccessTokens({ secret, algorithm, minutes }: AccessTokenSettings) {
  const key = createSecretKey(secret, 'utf8'); // imported once, where bytes would be at every use
  return {
    /** Seconds a new token is good for. */
    seconds: minutes * 60,

    issue: ({ email, number, userId, loginId, tokenVersion }: AccessTokenHolder): Promise<string> =>
      new SignJWT({ user_id: number, uid: userId, ver: tokenVersion })
        .setProtectedHeader({ alg: algorithm })
        .setSubject(email)
        .setJti(loginId)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000 + minutes * 60))
        .sign(key),

    /** The claims of a token, or null when it is malformed, forged, expired or signed otherwise. */
    async read(token: string): Promise<AccessClaims | null> {
      try {
        const { payload } = await jwtVerify(token, key, { algorithms: [algorithm] });
        return AccessClaims.parse(payload);
      } catch {
        return null;
      }
    },
  };
}

type AccessTokenHolder = {
  readonly email: string;
  readonly number: number;
  readonly userId: string;
  readonly loginId: string;
  readonly tokenVersion: number;
};
