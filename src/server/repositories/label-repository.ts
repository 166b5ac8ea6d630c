import type { VerdictLabel } from '@/core/evaluation/claim';
import type { Database } from '@/server/db';

export type StoredLabel = {
  readonly id: string;
  readonly runId: string;
  readonly claimId: string | null;
  readonly verdict: VerdictLabel | null;
  readonly score: number | null;
  readonly note: string;
  readonly policy: string;
  readonly createdBy: string;
  readonly createdAt: Date;
};
export type LabelRepository = ReturnType<typeof createLabelRepository>;

const select = {
  id: true,
  runId: true,
  claimId: true,
  verdict: true,
  score: true,
  note: true,
  policy: true,
  createdBy: true,
  createdAt: true,
} as const;
const verdictOf = <T extends { verdict: string | null }>(row: T) => ({
  ...row,
  verdict: row.verdict as VerdictLabel | null,
});

/** More labels than this change a fit by less than the labelling does. */
const MAX_LABELS = 20_000;

export function createLabelRepository({ prisma }: Database) {
  return {
    /** Takes the place of the same person's label on the same thing. */
    async put(label: StoredLabel & { organisationId: string }): Promise<void> {
      const { runId, claimId, createdBy, createdAt } = label;
      await prisma.$transaction([
        prisma.label.updateMany({
          where: { runId, claimId, createdBy, withdrawnAt: null },
          data: { withdrawnAt: createdAt },
        }),
        prisma.label.create({ data: label }),
      ]);
    },

    /** @returns false when there is no such valid label. */
    async withdraw(organisationId: string, id: string, at: Date): Promise<boolean> {
      const where = { organisationId, id, withdrawnAt: null };
      return (await prisma.label.updateMany({ where, data: { withdrawnAt: at } })).count === 1;
    },

    async list(runId: string): Promise<StoredLabel[]> {
      const rows = await prisma.label.findMany({
        where: { runId, withdrawnAt: null },
        select,
        orderBy: { createdAt: 'asc' },
      });
      return rows.map(verdictOf);
    },

    async namesOf(userIds: readonly string[]): Promise<Map<string, string>> {
      const rows = await prisma.user.findMany({
        where: { id: { in: [...userIds] } },
        select: { id: true, name: true },
      });
      return new Map(rows.map(({ id, name }) => [id, name]));
    },

    /** All valid labels of an organisation with the summary of their run, the newest first. */
    async ofOrganisation(organisationId: string) {
      const rows = await prisma.label.findMany({
        where: { organisationId, withdrawnAt: null },
        select: { ...select, run: { select: { summary: true, createdAt: true } } },
        orderBy: { createdAt: 'desc' },
        take: MAX_LABELS,
      });
      return rows.map(verdictOf);
    },
  };
}
