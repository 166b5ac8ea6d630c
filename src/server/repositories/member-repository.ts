import type { Database } from '@/server/db';
import type { Prisma } from '@/server/generated/prisma/client';
import type { Member, Role } from '@/server/policy';
import { auditRow } from './audit-line';

export type MemberRepository = ReturnType<typeof createMemberRepository>;

/** Why nothing was changed: the caller is no owner any more, there is no such member, or the last owner would be gone. */
export type MemberRefusal = 'notOwner' | 'unknown' | 'lastOwner';

/**
 * Changes of an organisation's members happen one after the other: whoever locks the organisation reads what the one before
 * has left, so two owners cannot demote each other at the same time. False when the caller is no owner by now.
 */
export async function lockMembers(tx: Prisma.TransactionClient, { organisationId, userId }: Member): Promise<boolean> {
  await tx.$queryRaw`select id from organisation where id = ${organisationId}::uuid for no key update`;
  return (await tx.membership.count({ where: { organisationId, userId, role: 'owner' } })) > 0;
}

export const memberSubject = (userId: string) => `member:${userId}`;

export function createMemberRepository({ prisma }: Pick<Database, 'prisma'>) {
  /** The statement's own condition; an owner goes only where another one stays. */
  const isNotLastOwner = (userId: string) => ({
    OR: [
      { role: { not: 'owner' as const } },
      { organisation: { memberships: { some: { role: 'owner' as const, userId: { not: userId } } } } },
    ],
  });
  const roleOf = async (tx: Prisma.TransactionClient, organisationId: string, userId: string): Promise<Role | null> =>
    (await tx.membership.findUnique({ where: { organisationId_userId: { organisationId, userId } } }))?.role ?? null;
  /** Who stops being an owner leaves no open door behind. */
  const withdrawInvitationsOf = (tx: Prisma.TransactionClient, organisationId: string, invitedBy: string, at: Date) =>
    tx.memberInvitation.updateMany({
      where: { organisationId, invitedBy, withdrawnAt: null, acceptedAt: null },
      data: { withdrawnAt: at },
    });

  return {
    list: (organisationId: string) =>
      prisma.membership.findMany({
        where: { organisationId },
        select: { role: true, createdAt: true, user: { select: { id: true, name: true, email: true } } },
        orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      }),

    changeRole(actor: Member, userId: string, role: Role, at: Date): Promise<MemberRefusal | 'changed' | 'unchanged'> {
      const { organisationId } = actor;
      return prisma.$transaction(async (tx) => {
        if (!(await lockMembers(tx, actor))) return 'notOwner';
        const before = await roleOf(tx, organisationId, userId);
        if (before === null) return 'unknown';
        if (before === role) return 'unchanged';
        const { count } = await tx.membership.updateMany({
          where: { organisationId, userId, ...isNotLastOwner(userId) },
          data: { role },
        });
        if (count === 0) return 'lastOwner';
        if (before === 'owner') await withdrawInvitationsOf(tx, organisationId, userId, at);
        const line = { action: 'member.roleChanged', subject: memberSubject(userId), actorId: actor.userId, at };
        await tx.auditEntry.create({
          data: auditRow(organisationId, { ...line, details: { from: before, to: role } }),
        });
        return 'changed';
      });
    },

    /** Takes a member out of the organisation and ends their logins. */
    remove(actor: Member, userId: string, at: Date): Promise<MemberRefusal | 'removed'> {
      const { organisationId } = actor;
      return prisma.$transaction(async (tx) => {
        if (!(await lockMembers(tx, actor))) return 'notOwner';
        const role = await roleOf(tx, organisationId, userId);
        if (role === null) return 'unknown';
        const { count } = await tx.membership.deleteMany({
          where: { organisationId, userId, ...isNotLastOwner(userId) },
        });
        if (count === 0) return 'lastOwner';
        await tx.user.update({ where: { id: userId }, data: { tokenVersion: { increment: 1 } } });
        await withdrawInvitationsOf(tx, organisationId, userId, at);
        const line = { action: 'member.removed', subject: memberSubject(userId), actorId: actor.userId, at };
        await tx.auditEntry.create({ data: auditRow(organisationId, { ...line, details: { role } }) });
        return 'removed';
      });
    },
  };
}
