import { v7 as newId } from 'uuid';
import type { Database } from '@/server/db';

export type RunRemovalRepository = ReturnType<typeof createRunRemovalRepository>;

export function createRunRemovalRepository({ prisma }: Database) {
  return {
    /**
     * Takes a run out with its log, its labels and the links to it, and notes who did; all of it or nothing. A run at work is
     * locked out by its status, read under a lock: whoever would let it go on meanwhile waits, and then finds it gone.
     */
    remove(
      organisationId: string,
      runId: string,
      actorId: string,
      at: Date,
    ): Promise<'removed' | 'unknown' | 'active'> {
      return prisma.$transaction(async (tx) => {
        const [run] = await tx.$queryRaw<{ status: string; created_at: Date }[]>`
          select status::text, created_at from run
          where id = ${runId}::uuid and organisation_id = ${organisationId}::uuid for update`;
        if (!run) return 'unknown';
        if (run.status === 'queued' || run.status === 'running') return 'active';
        const where = { runId };
        const labels = await tx.label.deleteMany({ where });
        const shares = await tx.shareLink.deleteMany({ where });
        const events = await tx.event.deleteMany({ where: { stream: runId } });
        await tx.run.delete({ where: { id: runId } });
        await tx.auditEntry.create({
          data: {
            id: newId(),
            organisationId,
            actorId,
            action: 'run.removed',
            subject: runId,
            details: {
              status: run.status,
              createdAt: run.created_at.toISOString(),
              events: events.count,
              labels: labels.count,
              shares: shares.count,
            },
            at,
          },
        });
        return 'removed';
      });
    },
  };
}
