import { DomainError } from '@/core/errors';
import type { Database } from '@/server/db';
import type { Prisma } from '@/server/generated/prisma/client';
import type { Member, Role } from '@/server/policy';
import { auditRow } from './audit-line';
import { lockMembers, memberSubject } from './member-repository';

type NewInvitation = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly tokenHash: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
};

/** The account an invitation's address has: nobody's, one with a password, or a candidate's that lives by links. */
type Invitee = {
  readonly id: string;
  readonly hasPassword: boolean;
  /** Every trace of theirs lies in the inviting organisation, which sees it all anyway. */
  readonly isOursAlone: boolean;
  readonly isMember: boolean;
};
export type StandingInvitation = {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly invitedBy: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly invitee: Invitee | null;
};
/** Who takes the invitation up: someone known, perhaps with a first password, or someone new. */
export type Joining =
  | { readonly userId: string; readonly passwordHash: string | null }
  | { readonly newUserId: string; readonly name: string; readonly passwordHash: string };

export type MemberInvitationRepository = ReturnType<typeof createMemberInvitationRepository>;

const OPEN = { withdrawnAt: null, acceptedAt: null } as const;
const invitationSubject = (id: string) => `memberInvitation:${id}`;

export function createMemberInvitationRepository({ prisma }: Pick<Database, 'prisma'>) {
  const inviteeOf = async (email: string, organisationId: string): Promise<Invitee | null> => {
    const person = await prisma.user.findUnique({
      where: { email },
      select: {
        id: true,
        passwordHash: true,
        memberships: { select: { organisationId: true } },
        _count: { select: { applications: { where: { organisationId: { not: organisationId } } } } },
      },
    });
    if (!person) return null;
    const { id, passwordHash, memberships, _count } = person;
    return {
      id,
      hasPassword: passwordHash !== null,
      isOursAlone: memberships.length === 0 && _count.applications === 0,
      isMember: memberships.some((membership) => membership.organisationId === organisationId),
    };
  };
  const personWho = async (tx: Prisma.TransactionClient, joining: Joining, email: string): Promise<string> => {
    if ('newUserId' in joining) {
      const { newUserId: id, name, passwordHash } = joining;
      await tx.user.create({ data: { id, email, name, passwordHash } });
      return id;
    }
    const { userId, passwordHash } = joining;
    if (passwordHash !== null) {
      // Only where there is none: a password set meanwhile is its person's. It ends the logins made by links.
      const first = { id: userId, passwordHash: null };
      const { count } = await tx.user.updateMany({
        where: first,
        data: { passwordHash, tokenVersion: { increment: 1 } },
      });
      if (count === 0) throw new DomainError('conflict');
    }
    return userId;
  };

  return {
    /** Open ones, also those whose time is over, the newest first. */
    list: (organisationId: string) =>
      prisma.memberInvitation.findMany({
        where: { organisationId, ...OPEN },
        select: {
          id: true,
          email: true,
          name: true,
          role: true,
          createdAt: true,
          expiresAt: true,
          inviter: { select: { name: true } },
        },
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        take: 500,
      }),

    /** Withdraws the open invitation of this address, if there is one, and makes the new one. */
    create(actor: Member, invitation: NewInvitation): Promise<'created' | 'notOwner' | 'alreadyMember'> {
      const { organisationId, userId: actorId } = actor;
      const { id, email, role, createdAt: at } = invitation;
      return prisma.$transaction(async (tx) => {
        if (!(await lockMembers(tx, actor))) return 'notOwner';
        if ((await tx.membership.count({ where: { organisationId, user: { email } } })) > 0) return 'alreadyMember';
        const earlier = { organisationId, email, ...OPEN };
        await tx.memberInvitation.updateMany({ where: earlier, data: { withdrawnAt: at } });
        await tx.memberInvitation.create({ data: { ...invitation, organisationId, invitedBy: actorId } });
        const line = {
          action: 'member.invited',
          subject: invitationSubject(id),
          actorId,
          details: { email, role },
          at,
        };
        await tx.auditEntry.create({ data: auditRow(organisationId, line) });
        return 'created';
      });
    },

    /** False when the organisation has no such open invitation. */
    withdraw({ organisationId, userId: actorId }: Member, id: string, at: Date): Promise<boolean> {
      return prisma.$transaction(async (tx) => {
        const where = { organisationId, id, ...OPEN };
        const { count } = await tx.memberInvitation.updateMany({ where, data: { withdrawnAt: at } });
        if (count === 0) return false;
        const line = { action: 'member.invitationWithdrawn', subject: invitationSubject(id), actorId, details: {}, at };
        await tx.auditEntry.create({ data: auditRow(organisationId, line) });
        return true;
      });
    },

    /** The invitation behind a link, if it still stands. */
    async find(tokenHash: string, now: Date): Promise<StandingInvitation | null> {
      const found = await prisma.memberInvitation.findFirst({
        where: { tokenHash, ...OPEN, expiresAt: { gt: now } },
        select: {
          organisationId: true,
          email: true,
          name: true,
          role: true,
          organisation: { select: { name: true } },
          inviter: { select: { name: true } },
        },
      });
      if (!found) return null;
      const { organisation, inviter, ...invitation } = found;
      const invitee = await inviteeOf(invitation.email, invitation.organisationId);
      return { ...invitation, organisationName: organisation.name, invitedBy: inviter.name, invitee };
    },

    /**
     * Uses the invitation up and makes the membership, both or neither; the person acts for the organisation from now on.
     * @returns the person, or null when the invitation no longer stands.
     */
    accept(tokenHash: string, joining: Joining, at: Date): Promise<string | null> {
      return prisma.$transaction(async (tx) => {
        const [used] = await tx.memberInvitation.updateManyAndReturn({
          where: { tokenHash, ...OPEN, expiresAt: { gt: at } },
          data: { acceptedAt: at },
          select: { id: true, organisationId: true, email: true, role: true },
        });
        if (!used) return null;
        const { organisationId, role } = used;
        const userId = await personWho(tx, joining, used.email);
        await tx.memberInvitation.update({ where: { id: used.id }, data: { acceptedBy: userId } });
        await tx.membership.create({ data: { id: crypto.randomUUID(), organisationId, userId, role } });
        await tx.user.update({ where: { id: userId }, data: { actingFor: organisationId } });
        const details = { role, invitationId: used.id };
        const line = { action: 'member.joined', subject: memberSubject(userId), actorId: userId, details, at };
        await tx.auditEntry.create({ data: auditRow(organisationId, line) });
        return userId;
      });
    },
  };
}
