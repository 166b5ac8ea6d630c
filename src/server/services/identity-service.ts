import { hash, verify } from '@node-rs/argon2';
import type { RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible';
import { v7 as newId } from 'uuid';
import { DomainError } from '@/core/errors';
import { MIN_PASSWORD_LENGTH } from '@/protocol/account';
import type { AccessTokens } from '@/server/access-tokens';
import type { LoginClaims, LoginTokens } from '@/server/login-tokens';
import { type Login, rightsOf } from '@/server/policy';
import { type Bells, bellTopic } from '@/server/realtime/bell';
import type { LoginState, PeopleRepository, Person } from '@/server/repositories/people-repository';

type Deps = {
  readonly people: PeopleRepository;
  readonly tokens: LoginTokens;
  readonly accessTokens: AccessTokens;
  /** Gives a new organisation the items every organisation begins with. */
  readonly stockBank: (organisationId: string) => Promise<unknown>;
  readonly bells: Bells;
  /** Failures of one account at one address, and of whatever accounts at one address. */
  readonly signInLimiter: RateLimiterAbstract;
  readonly addressLimiter: RateLimiterAbstract;
  /** Whether anybody may make an account; who is invited may in any case. */
  readonly isRegistrationOpen: boolean;
  /** How long a login lives at the most after it was last renewed. */
  readonly loginMs: number;
  readonly now: () => Date;
};

export type SignedIn = {
  readonly userId: string;
  readonly number: number;
  readonly name: string;
  readonly email: string;
  readonly tokenVersion: number;
};

export type Registration = {
  readonly email: string;
  readonly name: string;
  readonly username: string | null;
  readonly password: string;
  /** Name of a new organisation whose owner this person becomes; null for a candidate. */
  readonly organisation: string | null;
};

export function createIdentityService({
  people,
  tokens,
  accessTokens,
  stockBank,
  bells,
  signInLimiter,
  addressLimiter,
  isRegistrationOpen,
  loginMs,
  now,
}: Deps) {
  /** A hash nobody has the password of, so that an unknown address takes as long as a wrong password. */
  const decoy = hash(newId());

  const standing = (claims: LoginClaims, state: LoginState | null | undefined): Login | null =>
    state && !state.revoked && state.tokenVersion === claims.tokenVersion
      ? {
          userId: state.id,
          loginId: claims.loginId,
          tokenVersion: claims.tokenVersion,
          expiresAt: claims.exp,
          name: state.name,
          email: state.email,
          number: state.number,
          memberships: state.memberships,
          within: claims.within ?? null,
        }
      : null;

  return {
    /**
     * Checks an address, or the name a person chose to sign in with, and a password.
     * @throws DomainError `invalid_credentials`; `too_many_requests` after ten failures in five minutes, or after as many of
     *   any accounts from this address as are allowed.
     */
    async signIn(email: string, password: string, clientAddress: string): Promise<SignedIn> {
      const address = email.trim().toLowerCase();
      // Booked as a failure before the slow check, so that guesses made all at once are counted too.
      const key = `${address}|${clientAddress}`;
      for (const [limiter, counted] of [
        [signInLimiter, key],
        [addressLimiter, clientAddress],
      ] as const)
        assertWithin(limiter, await limiter.penalty(counted, 1));
      const person = await people.findByEmailOrUsername(address);
      const matches = await verify(person?.passwordHash ?? (await decoy), password);
      if (!person?.passwordHash || !matches) throw new DomainError('invalid_credentials');
      await signInLimiter.delete(key);
      await addressLimiter.reward(clientAddress, 1);
      await people.markSignedIn(person.id, now());
      return signedIn(person);
    },

    /**
     * Makes a candidate, or the owner of a new organisation. Nobody comes into an existing organisation this way.
     * @throws DomainError `registration_closed`; `conflict` when the address or the name to sign in with is taken.
     */
    async register({ email, name, username, password, organisation }: Registration): Promise<SignedIn> {
      if (!isRegistrationOpen) throw new DomainError('registration_closed');
      const person = {
        id: newId(),
        email: email.trim().toLowerCase(),
        name: name.trim(),
        username: username?.trim().toLowerCase() ?? null,
        passwordHash: await hash(password),
      };
      const organisationName = organisation?.trim();
      const own = organisationName ? { id: newId(), name: organisationName } : null;
      const made = await people.register(person, own);
      if (!made) throw new DomainError('conflict', 'This e-mail address or user name is taken.');
      if (own) await stockBank(own.id);
      return signedIn(made);
    },

    isRegistrationOpen,

    /** A bearer token for someone who has just signed in, as a login of its own or as a renewal of `loginId`. */
    accessToken: ({ userId, number, email, tokenVersion }: SignedIn, loginId: string = newId()): Promise<string> =>
      accessTokens.issue({ userId, number, email, tokenVersion, loginId }),

    /** Seconds a bearer token is good for. */
    accessTokenSeconds: accessTokens.seconds,

    /** What a bearer token claims, or null when it is not ours, has expired, or names nobody. Ask `resume` whether it stands. */
    async fromAccessToken(token: string): Promise<LoginClaims | null> {
      const claims = await accessTokens.read(token);
      if (!claims) return null;
      const { jti, exp, ver } = claims;
      if (claims.uid) return { sub: claims.uid, loginId: jti, tokenVersion: ver, exp };
      const person = await people.findByEmail(claims.sub.toLowerCase());
      if (!person || (claims.user_id !== undefined && claims.user_id !== person.number)) return null;
      return { sub: person.id, loginId: jti, tokenVersion: ver, exp };
    },

    /** The person behind a login, as they are now. @throws DomainError `not_signed_in` when they have been removed. */
    async person(login: Login): Promise<Person> {
      const person = await people.findById(login.userId);
      if (!person) throw new DomainError('not_signed_in');
      return person;
    },

    /** The login that a token's claims stand for, or null when it has been ended. */
    async resume(claims: LoginClaims | null): Promise<Login | null> {
      if (!claims) return null;
      return standing(claims, await people.loginState({ userId: claims.sub, loginId: claims.loginId }));
    },

    /** What those of these logins that stand may do, by login id. One query however many. */
    async rightsOf(logins: readonly LoginClaims[]): Promise<Map<string, string>> {
      const states = await people.loginStates(
        logins.map((claims) => ({ userId: claims.sub, loginId: claims.loginId })),
      );
      return new Map(
        logins.flatMap((claims) => {
          const login = standing(claims, states.get(claims.loginId));
          return login ? [[claims.loginId, rightsOf(login)] as const] : [];
        }),
      );
    },

    /** Ends one login: its cookie stops working and its sockets are closed. */
    async signOut(claims: LoginClaims): Promise<void> {
      // Kept as long as a copy of the cookie, renewed a moment ago, could live.
      await people.revokeLogin(claims.loginId, claims.sub, new Date(now().getTime() + loginMs));
      bells.ring(bellTopic.login(claims.sub));
    },

    /**
     * Changes the password and ends every login of this person, this one included.
     * @throws DomainError `invalid_credentials` when the current password is wrong, `invalid_input` for a short new one.
     */
    async changePassword(login: Login, current: string, next: string): Promise<void> {
      const person = await people.findById(login.userId);
      if (!person?.passwordHash || !(await verify(person.passwordHash, current))) {
        throw new DomainError('invalid_credentials', 'The current password is wrong.');
      }
      if (next.length < MIN_PASSWORD_LENGTH) {
        throw new DomainError('invalid_input', `The new password needs at least ${MIN_PASSWORD_LENGTH} characters.`);
      }
      await people.setPassword(login.userId, await hash(next));
      bells.ring(bellTopic.login(login.userId));
    },

    hasPassword: async (login: Login): Promise<boolean> => Boolean((await people.findById(login.userId))?.passwordHash),

    /**
     * Chooses which of their organisations a person acts for, on every device; open sockets come back with it.
     * @throws DomainError `not_found` for one they do not belong to.
     */
    async actFor({ userId }: Login, organisationId: string): Promise<void> {
      if (!(await people.actFor(userId, organisationId))) throw new DomainError('not_found');
      bells.ring(bellTopic.login(userId));
    },

    /** A token for opening one socket within 60 s, for clients that cannot send the cookie. */
    async socketToken({ userId, loginId, tokenVersion, expiresAt, within }: Login): Promise<string> {
      // As the login was made, not as the person is now: a login that has just ended must not yield a token that stands.
      return tokens.forSocket({ sub: userId, loginId, tokenVersion, exp: expiresAt, ...(within && { within }) });
    },

    forgetExpired: () => people.forgetExpiredRevocations(now()),
  };
}

function assertWithin({ points }: RateLimiterAbstract, { consumedPoints, msBeforeNext }: RateLimiterRes): void {
  if (consumedPoints <= points) return;
  const retryAfterSeconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  const message = `Too many attempts. Try again in ${retryAfterSeconds} seconds.`;
  throw new DomainError('too_many_requests', message, { retryAfterSeconds, limit: points });
}

const signedIn = ({ id, number, name, email, tokenVersion }: Person): SignedIn => ({
  userId: id,
  number,
  name,
  email,
  tokenVersion,
});
