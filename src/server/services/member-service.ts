import { DomainError } from '@/core/errors';
import type { MemberEntry } from '@/protocol/member';
import type { Member, Role } from '@/server/policy';
import { type Bells, bellTopic } from '@/server/realtime/bell';
import type { MemberRefusal, MemberRepository } from '@/server/repositories/member-repository';

type Deps = { readonly members: MemberRepository; readonly bells: Bells; readonly now: () => Date };

/** The people of an organisation and their roles. It keeps at least one owner, whoever asks at the same time. */
export function createMemberService({ members, bells, now }: Deps) {
  return {
    async list({ organisationId }: Member): Promise<MemberEntry[]> {
      const rows = await members.list(organisationId);
      return rows.map(({ user, role, createdAt }) => ({
        userId: user.id,
        name: user.name,
        email: user.email,
        role,
        since: createdAt.toISOString(),
      }));
    },

    /**
     * Gives a member another role; it holds from their next call on, and their sockets are closed to come back with it.
     * @throws DomainError `last_owner`, `not_found`, `not_permitted` when the caller is no owner any more.
     */
    async changeRole(actor: Member, userId: string, role: Role): Promise<void> {
      const outcome = await members.changeRole(actor, userId, role, now());
      if (outcome === 'unchanged') return;
      if (outcome !== 'changed') throw refused(outcome);
      bells.ring(bellTopic.login(userId));
    },

    /** Takes someone out of the organisation; their logins and sockets end. Owners cannot remove themselves. */
    async remove(actor: Member, userId: string): Promise<void> {
      if (userId === actor.userId) throw new DomainError('not_permitted', 'You cannot remove yourself.');
      const outcome = await members.remove(actor, userId, now());
      if (outcome !== 'removed') throw refused(outcome);
      bells.ring(bellTopic.login(userId));
    },
  };
}

const CODE = { notOwner: 'not_permitted', unknown: 'not_found', lastOwner: 'last_owner' } as const;

const refused = (refusal: MemberRefusal) => new DomainError(CODE[refusal]);
