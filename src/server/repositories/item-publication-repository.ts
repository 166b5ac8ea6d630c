import type { Database } from '@/server/db';
import type { Prisma } from '@/server/generated/prisma/client';
import { auditRow, subjectOf } from './audit-line';
import { type ItemCursor, type ItemVersion, versionOf } from './item-rows';

export type ItemPublicationRepository = ReturnType<typeof createItemPublicationRepository>;

/** The step from accepted to published: versions get their revision of the bank. */
export function createItemPublicationRepository({ prisma }: Pick<Database, 'prisma'>) {
  return {
    /** Accepted and retired versions that no revision has yet, with what each replaces. What nobody ever saw needs no retirement. */
    async waiting(organisationId: string): Promise<{ version: ItemVersion; replaces: ItemVersion | null }[]> {
      const rows = await prisma.item.findMany({
        where: {
          organisationId,
          isLatest: true,
          fromRevision: null,
          status: { in: ['pilot', 'operational', 'retired'] },
        },
        orderBy: [{ skillId: 'asc' }, { id: 'asc' }],
      });
      const published = await prisma.item.findMany({
        where: {
          organisationId,
          id: { in: rows.map(({ id }) => id) },
          fromRevision: { not: null },
          untilRevision: null,
        },
      });
      const before = new Map(published.map((row) => [row.id, versionOf(row)]));
      return rows
        .map((row) => ({ version: versionOf(row), replaces: before.get(row.id) ?? null }))
        .filter(({ version, replaces }) => version.status !== 'retired' || replaces !== null);
    },

    /**
     * Puts exactly these versions into a new revision of the bank and ends what they replace. Null when one of them is not
     * waiting any more; then nothing was changed.
     */
    async publish(
      organisationId: string,
      versions: readonly ItemCursor[],
      actor: { userId: string; at: Date },
    ): Promise<number | null> {
      const work = async (tx: Prisma.TransactionClient) => {
        const { bankRevision: revision } = await tx.organisation.update({
          where: { id: organisationId },
          data: { bankRevision: { increment: 1 } },
          select: { bankRevision: true },
        });
        const lines = versions.map(({ id, version }) => ({
          action: 'item.published',
          subject: subjectOf(id),
          actorId: actor.userId,
          details: { version, revision },
          at: actor.at,
        }));
        const named = JSON.stringify(versions);
        await tx.$executeRaw`
          update item set until_revision = ${revision} from jsonb_to_recordset(${named}::jsonb) as v (id text, version int)
          where organisation_id = ${organisationId}::uuid and item.id = v.id
            and from_revision is not null and until_revision is null`;
        const published = await tx.$executeRaw`
          update item set from_revision = ${revision} from jsonb_to_recordset(${named}::jsonb) as v (id text, version int)
          where organisation_id = ${organisationId}::uuid and item.id = v.id and item.version = v.version
            and is_latest and from_revision is null and status in ('pilot', 'operational', 'retired')`;
        if (published !== versions.length) throw new NotWaiting();
        await tx.auditEntry.createMany({
          data: [
            ...lines,
            {
              action: 'bank.published',
              subject: 'bank',
              actorId: actor.userId,
              details: { revision, items: versions.length },
              at: actor.at,
            },
          ].map((line) => auditRow(organisationId, line)),
        });
        return revision;
      };
      try {
        return await prisma.$transaction(work, { timeout: 30_000 });
      } catch (error) {
        if (error instanceof NotWaiting) return null;
        throw error;
      }
    },

    /** Assessments that keep the revision they have, and drafts that will use the next one. */
    async affected(organisationId: string): Promise<{ keeping: number; drafts: number }> {
      const [keeping, drafts] = await Promise.all([
        prisma.assessment.count({ where: { organisationId, status: { in: ['live', 'scheduled'] } } }),
        prisma.assessment.count({ where: { organisationId, status: { in: ['draft', 'preparing'] } } }),
      ]);
      return { keeping, drafts };
    },
  };
}

/** Rolls a publication back. */
class NotWaiting extends Error {
  override readonly name = 'NotWaiting';
}
