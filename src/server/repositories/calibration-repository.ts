import type { ExposureSnapshot } from '@/core/assessment/eligibility';
import type { Database } from '@/server/db';

export type CalibrationRepository = ReturnType<typeof createCalibrationRepository>;

/** What the bank of an organisation has learned from completed sessions. */
export function createCalibrationRepository({ prisma }: Pick<Database, 'prisma'>) {
  return {
    async exposure(organisationId: string): Promise<ExposureSnapshot> {
      const rows = await prisma.exposureCounter.findMany({
        where: { organisationId },
        select: { itemId: true, eligible: true, given: true },
      });
      return new Map(rows.map(({ itemId, eligible, given }) => [itemId, { eligible, given }]));
    },
  };
}
