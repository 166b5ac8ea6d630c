import type { Rubric } from '@/core/evaluation/rubric';
import type { Database } from '@/server/db';

export type StoredRubric = Rubric & { readonly hash: string };
export type RubricRepository = ReturnType<typeof createRubricRepository>;

const select = { id: true, version: true, name: true, text: true, hash: true } as const;

export function createRubricRepository({ prisma }: Database) {
  return {
    /** The newest version of each that is still offered, by name. */
    async list(organisationId: string): Promise<StoredRubric[]> {
      const rows = await prisma.rubric.findMany({
        where: { organisationId },
        select: { ...select, retiredAt: true },
        orderBy: [{ id: 'asc' }, { version: 'desc' }],
        distinct: ['id'],
      });
      return rows
        .filter(({ retiredAt }) => retiredAt === null)
        .map(({ retiredAt: _, ...rubric }) => rubric)
        .sort((a, b) => a.name.localeCompare(b.name, 'en'));
    },

    /** The newest version, null when there is none or it was retired. */
    async find(organisationId: string, id: string): Promise<StoredRubric | null> {
      const row = await prisma.rubric.findFirst({
        where: { organisationId, id },
        select: { ...select, retiredAt: true },
        orderBy: { version: 'desc' },
      });
      if (!row || row.retiredAt) return null;
      const { retiredAt: _, ...rubric } = row;
      return rubric;
    },

    /** @returns false when somebody else wrote this version first. */
    async add(organisationId: string, createdBy: string, rubric: StoredRubric): Promise<boolean> {
      const { count } = await prisma.rubric.createMany({
        data: [{ organisationId, createdBy, ...rubric }],
        skipDuplicates: true,
      });
      return count === 1;
    },

    async retire(organisationId: string, id: string, version: number, at: Date): Promise<void> {
      await prisma.rubric.updateMany({ where: { organisationId, id, version }, data: { retiredAt: at } });
    },
  };
}
