import { v7 as newId } from 'uuid';
import type { Database } from '@/server/db';

export type StoredShare = {
  readonly id: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly lastOpenedAt: Date | null;
  readonly timesOpened: number;
};
type NewShare = {
  organisationId: string;
  runId: string;
  tokenHash: string;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date;
};
export type ShareRepository = ReturnType<typeof createShareRepository>;

const select = {
  id: true,
  createdBy: true,
  createdAt: true,
  expiresAt: true,
  revokedAt: true,
  lastOpenedAt: true,
  timesOpened: true,
} as const;

export function createShareRepository({ prisma }: Database) {
  return {
    async create(share: NewShare): Promise<string> {
      const id = newId();
      const { organisationId, runId, createdBy, createdAt, expiresAt } = share;
      await prisma.$transaction([
        prisma.shareLink.create({ data: { id, ...share } }),
        prisma.auditEntry.create({
          data: {
            id: newId(),
            organisationId,
            actorId: createdBy,
            action: 'run.shared',
            subject: runId,
            details: { shareId: id, expiresAt: expiresAt.toISOString() },
            at: createdAt,
          },
        }),
      ]);
      return id;
    },

    /** Of one run, the newest first. */
    list: (runId: string): Promise<StoredShare[]> =>
      prisma.shareLink.findMany({ where: { runId }, select, orderBy: { createdAt: 'desc' }, take: 200 }),

    /** @returns false when the organisation has no such link that is not revoked. */
    revoke(organisationId: string, id: string, actorId: string, at: Date): Promise<boolean> {
      return prisma.$transaction(async (tx) => {
        const where = { organisationId, id, revokedAt: null };
        const { count } = await tx.shareLink.updateMany({ where, data: { revokedAt: at } });
        if (count === 0) return false;
        const { runId } = await tx.shareLink.findUniqueOrThrow({ where: { id }, select: { runId: true } });
        const note = { action: 'run.shareRevoked', subject: runId, details: { shareId: id } };
        await tx.auditEntry.create({ data: { id: newId(), organisationId, actorId, ...note, at } });
        return true;
      });
    },

    /** The run a good link leads to, counted as opened; null for one that is unknown, revoked or over. */
    async open(tokenHash: string, at: Date): Promise<{ runId: string; expiresAt: Date } | null> {
      const good = { tokenHash, revokedAt: null, expiresAt: { gt: at } };
      const [share] = await prisma.shareLink.updateManyAndReturn({
        where: good,
        data: { lastOpenedAt: at, timesOpened: { increment: 1 } },
        select: { runId: true, expiresAt: true },
      });
      return share ?? null;
    },
  };
}
