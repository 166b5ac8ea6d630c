import type { ExposureSnapshot } from '@/core/assessment/eligibility';
import type { CalibrationRepository } from '@/server/repositories/calibration-repository';

export type ExposureLibrary = ReturnType<typeof createExposureLibrary>;

const FRESH_MS = 60_000;

/** The exposure counts in memory, read anew at most once a minute and organisation: a session draws from them at its start. */
export function createExposureLibrary(rows: Pick<CalibrationRepository, 'exposure'>, now: () => Date) {
  const kept = new Map<string, { readonly at: number; readonly snapshot: Promise<ExposureSnapshot> }>();
  return {
    snapshot(organisationId: string): Promise<ExposureSnapshot> {
      const at = now().getTime();
      const known = kept.get(organisationId);
      if (known && at - known.at < FRESH_MS) return known.snapshot;
      const snapshot = rows.exposure(organisationId);
      kept.set(organisationId, { at, snapshot });
      snapshot.catch(() => kept.delete(organisationId)); // a failed read is not kept
      return snapshot;
    },
  };
}
