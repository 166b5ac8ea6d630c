import { hash, verify } from '@node-rs/argon2';
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { v7 as newId } from 'uuid';
import { DomainError } from '@/core/errors';
import { MIN_PASSWORD_LENGTH } from '@/protocol/account';
import type { LoginClaims, LoginTokens } from '@/server/login-tokens';
import type { Login, Member } from '@/server/policy';
import { type Bells, bellTopic } from '@/server/realtime/bell';
import type { LoginState, PeopleRepository } from '@/server/repositories/people-repository';

type Deps = {
  readonly people: PeopleRepository;
  readonly tokens: LoginTokens;
  readonly bells: Bells;
  readonly signInLimiter: RateLimiterAbstract;
  /** How long a login lives at the most after it was last renewed. */
  readonly loginMs: number;
  readonly now: () => Date;
};

export type SignedIn = {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly tokenVersion: number;
};

export function createIdentityService({ people, tokens, bells, signInLimiter, loginMs, now }: Deps) {
  /** A hash nobody has the password of, so that an unknown address takes as long as a wrong password. */
  const decoy = hash(newId());

  const standing = (claims: LoginClaims, state: LoginState | undefined): Login | null =>
    state && !state.revoked && state.tokenVersion === claims.tokenVersion
      ? {
          userId: state.id,
          loginId: claims.loginId,
          tokenVersion: claims.tokenVersion,
          expiresAt: claims.exp,
          name: state.name,
          email: state.email,
          memberships: state.memberships,
        }
      : null;

  return {
    /**
     * Checks an address and a password.
     * @throws DomainError `invalid_credentials`; `too_many_requests` after ten failures in five minutes.
     */
    async signIn(email: string, password: string, clientAddress: string): Promise<SignedIn> {
      const address = email.trim().toLowerCase();
      // Booked as a failure before the slow check, so that guesses made all at once are counted too.
      const limit = await signInLimiter.penalty(`${address}|${clientAddress}`, 1);
      if (limit.consumedPoints > signInLimiter.points) {
        const seconds = Math.ceil(limit.msBeforeNext / 1000);
        throw new DomainError('too_many_requests', `Too many attempts. Try again in ${seconds} seconds.`, {
          retryAfterSeconds: seconds,
        });
      }
      const person = await people.findByEmail(address);
      const matches = await verify(person?.passwordHash ?? (await decoy), password);
      if (!person?.passwordHash || !matches) throw new DomainError('invalid_credentials');
      await signInLimiter.delete(`${address}|${clientAddress}`);
      return { userId: person.id, name: person.name, email: person.email, tokenVersion: person.tokenVersion };
    },

    /** The login that a token's claims stand for, or null when it has been ended. */
    async resume(claims: LoginClaims | null): Promise<Login | null> {
      if (!claims) return null;
      const login = { userId: claims.sub, loginId: claims.loginId };
      return standing(claims, (await people.loginStates([login])).get(claims.loginId));
    },

    /** Of these logins, the ids of those that have ended. One query however many. */
    async ended(logins: readonly LoginClaims[]): Promise<Set<string>> {
      const states = await people.loginStates(
        logins.map((claims) => ({ userId: claims.sub, loginId: claims.loginId })),
      );
      return new Set(
        logins.filter((claims) => !standing(claims, states.get(claims.loginId))).map((claims) => claims.loginId),
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

    listMembers: (member: Member) => people.listMembers(member.organisationId),

    /** Takes someone out of the organisation; their logins and sockets end. Owners cannot remove themselves. */
    async removeMember(member: Member, userId: string): Promise<void> {
      if (userId === member.userId) throw new DomainError('not_permitted', 'You cannot remove yourself.');
      if (!(await people.removeMember(member.organisationId, userId))) throw new DomainError('not_found');
      bells.ring(bellTopic.login(userId));
    },

    /** A token for opening one socket within 60 s, for clients that cannot send the cookie. */
    async socketToken({ userId, loginId, tokenVersion, expiresAt }: Login): Promise<string> {
      // As the login was made, not as the person is now: a login that has just ended must not yield a token that stands.
      return tokens.forSocket({ sub: userId, loginId, tokenVersion, exp: expiresAt });
    },

    forgetExpired: () => people.forgetExpiredRevocations(now()),
  };
}
