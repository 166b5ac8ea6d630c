import { judgePerformance } from '@/core/evaluation/judge-performance';
import type { Member } from '@/server/policy';
import type { JudgeOutcomeRepository } from '@/server/repositories/judge-outcome-repository';
import type { LabelRepository } from '@/server/repositories/label-repository';

type Deps = {
  readonly outcomes: JudgeOutcomeRepository;
  readonly labels: LabelRepository;
  readonly now: () => Date;
};

const DAY_MS = 24 * 3_600_000;
/** Newest completed runs that are looked at. */
const RUN_LIMIT = 1_000;

/** How the judges of an organisation have done, by what the logs of its runs and its labels say. */
export function createJudgePerformanceService({ outcomes, labels, now }: Deps) {
  return {
    async overTime(member: Member, days: number) {
      const { organisationId } = member;
      const since = new Date(now().getTime() - days * DAY_MS);
      const [{ runs, outcomes: records }, stored] = await Promise.all([
        outcomes.since(organisationId, since, RUN_LIMIT),
        labels.ofOrganisation(organisationId),
      ]);
      const human = stored.flatMap(({ runId, claimId, score }) =>
        claimId === null && score !== null ? [{ runId, score }] : [],
      );
      return { runs, limit: RUN_LIMIT, judges: judgePerformance(records, human) };
    },
  };
}
