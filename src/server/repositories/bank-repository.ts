import type { Item, ItemContent } from '@/core/items/item';
import type { Database } from '@/server/db';
import type { Prisma } from '@/server/generated/prisma/client';

export type BankRepository = ReturnType<typeof createBankRepository>;

/** Items of an organisation, by bank revision. A revision never changes once a session may have started with it. */
export function createBankRepository({ prisma }: Pick<Database, 'prisma'>) {
  return {
    async currentRevision(organisationId: string): Promise<number> {
      const { bankRevision } = await prisma.organisation.findUniqueOrThrow({
        where: { id: organisationId },
        select: { bankRevision: true },
      });
      return bankRevision;
    },

    /** The operational items as they were at a revision. */
    async itemsAt(organisationId: string, revision: number): Promise<Item[]> {
      const rows = await prisma.item.findMany({
        where: {
          organisationId,
          status: 'operational',
          fromRevision: { lte: revision },
          OR: [{ untilRevision: null }, { untilRevision: { gt: revision } }],
        },
        orderBy: { id: 'asc' },
      });
      return rows.map((row) => ({
        id: row.id,
        version: row.version,
        skillId: row.skillId,
        parameters: {
          discrimination: row.discrimination,
          difficulty: row.difficulty,
          guessing: row.guessing,
          upperAsymptote: row.upperAsymptote,
          difficultyVariance: row.difficultyVariance,
        },
        expectedTimeMs: row.expectedTimeMs,
        enemies: row.enemies,
        source:
          row.modelId !== null
            ? { kind: 'model', modelId: row.modelId, level: row.level ?? '' }
            : { kind: 'written', content: row.content as unknown as ItemContent },
      }));
    },

    /** Adds first versions of items as a new revision; ids that exist are left alone. Returns the revision. */
    async addItems(organisationId: string, items: readonly Item[]): Promise<number> {
      const { bankRevision } = await prisma.organisation.update({
        where: { id: organisationId },
        data: { bankRevision: { increment: 1 } },
        select: { bankRevision: true },
      });
      await prisma.item.createMany({
        data: items.map((item) => ({
          organisationId,
          id: item.id,
          version: item.version,
          skillId: item.skillId,
          type: 'singleChoice',
          ...(item.source.kind === 'model'
            ? { modelId: item.source.modelId, level: item.source.level }
            : { content: item.source.content as unknown as Prisma.InputJsonValue }),
          ...item.parameters,
          expectedTimeMs: item.expectedTimeMs,
          enemies: [...item.enemies],
          status: 'operational' as const,
          fromRevision: bankRevision,
        })),
        skipDuplicates: true,
      });
      return bankRevision;
    },
  };
}
