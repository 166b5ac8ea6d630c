import { createHash, randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { v7 as newId } from 'uuid';
import type { z } from 'zod';
import { DomainError } from '@/core/errors';
import type { MemberInvitationEntry, MemberInvitationPreview } from '@/protocol/member';
import type { Limiter } from '@/server/limits';
import type { Login, Member, Role } from '@/server/policy';
import { type Bells, bellTopic } from '@/server/realtime/bell';
import type {
  Joining,
  MemberInvitationRepository,
  StandingInvitation,
} from '@/server/repositories/member-invitation-repository';

type Deps = {
  readonly invitations: MemberInvitationRepository;
  readonly bells: Bells;
  /** Links made by one person. */
  readonly inviteLimiter: Limiter;
  /** Openings and acceptances by one address, good or not. */
  readonly openLimiter: Limiter;
  readonly now: () => Date;
};

const VALID_DAYS = 7;
const TOKEN_BYTES = 32;
const TOKEN = /^[\w-]{43}$/;
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/**
 * How somebody joins an organisation: by a link an owner made for their address. It is good once, for seven days, until it is
 * withdrawn or a newer one for the address replaces it; its token is shown once and kept only as a hash.
 */
export function createMemberInvitationService({ invitations, bells, inviteLimiter, openLimiter, now }: Deps) {
  const find = async (token: string, address: string): Promise<StandingInvitation> => {
    await openLimiter.take(address);
    const found = TOKEN.test(token) ? await invitations.find(hashOf(token), now()) : null;
    if (!found) throw new DomainError('invitation_not_found');
    return found;
  };

  return {
    async list({ organisationId }: Member): Promise<MemberInvitationEntry[]> {
      const rows = await invitations.list(organisationId);
      return rows.map(({ inviter, createdAt, expiresAt, ...invitation }) => ({
        ...invitation,
        invitedBy: inviter.name,
        createdAt: createdAt.toISOString(),
        expiresAt: expiresAt.toISOString(),
        hasExpired: expiresAt <= now(),
      }));
    },

    /** @throws DomainError `already_member`; `not_permitted` when the caller is no owner any more; `too_many_requests`. */
    async invite(
      actor: Member,
      { email, name, role }: { email: string; name: string; role: Role },
    ): Promise<{ token: string }> {
      await inviteLimiter.take(actor.userId);
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const createdAt = now();
      const outcome = await invitations.create(actor, {
        id: newId(),
        email: email.trim().toLowerCase(),
        name: name.trim(),
        role,
        tokenHash: hashOf(token),
        createdAt,
        expiresAt: new Date(createdAt.getTime() + VALID_DAYS * 86_400_000),
      });
      if (outcome === 'notOwner') throw new DomainError('not_permitted');
      if (outcome === 'alreadyMember') throw new DomainError('already_member');
      return { token };
    },

    /** @throws DomainError `not_found` when there is no such open invitation. */
    async withdraw(actor: Member, id: string): Promise<void> {
      if (!(await invitations.withdraw(actor, id, now()))) throw new DomainError('not_found');
    },

    /** What the page behind a link says. @throws DomainError `invitation_not_found`, `too_many_requests`. */
    async preview(token: string, address: string): Promise<z.infer<typeof MemberInvitationPreview>> {
      const { organisationName, invitedBy, email, name, role, invitee } = await find(token, address);
      return { organisationName, invitedBy, email, name, role, account: accountOf(invitee) };
    },

    /**
     * Joins: as the person signed in, who must be the one invited, or as somebody new. `person` sets the password of those
     * who have none. A password alone is never enough for an account that another organisation has a part in: the link's
     * maker may hold it, so its person has to be signed in, and not by a link of the same organisation.
     * @throws DomainError `invitation_not_found`, `invitation_for_another`, `not_signed_in`, `already_member`,
     *   `invalid_input` when a password is needed, `too_many_requests`.
     */
    async accept(
      login: Login | null,
      token: string,
      person: { name: string; password: string } | null,
      address: string,
    ): Promise<void> {
      const { email, invitee, organisationId } = await find(token, address);
      if (login && login.email !== email) throw new DomainError('invitation_for_another');
      const isProven = login !== null && login.within !== organisationId;
      if (!isProven && accountOf(invitee) !== 'new') throw new DomainError('not_signed_in');
      if (invitee?.isMember) throw new DomainError('already_member');
      if (!invitee?.hasPassword && !person) throw new DomainError('invalid_input', 'Choose a password.');
      const userId = await takeUp(hashOf(token), await joiningOf(invitee, person));
      if (userId === null) throw new DomainError('invitation_not_found');
      bells.ring(bellTopic.login(userId));
    },
  };

  async function joiningOf(
    invitee: StandingInvitation['invitee'],
    person: { name: string; password: string } | null,
  ): Promise<Joining> {
    if (invitee?.hasPassword || !person) return { userId: invitee!.id, passwordHash: null };
    const passwordHash = await hash(person.password);
    return invitee
      ? { userId: invitee.id, passwordHash }
      : { newUserId: newId(), name: person.name.trim(), passwordHash };
  }

  async function takeUp(tokenHash: string, joining: Joining): Promise<string | null> {
    try {
      return await invitations.accept(tokenHash, joining, now());
    } catch (error) {
      // unique: an account or a membership made at the same moment
      if ((error as { code?: string }).code === 'P2002') throw new DomainError('conflict');
      throw error;
    }
  }
}

function accountOf(invitee: StandingInvitation['invitee']): 'new' | 'password' | 'link' {
  if (invitee?.hasPassword) return 'password';
  return !invitee || invitee.isOursAlone ? 'new' : 'link';
}
