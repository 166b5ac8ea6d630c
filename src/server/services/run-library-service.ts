import { DomainError } from '@/core/errors';
import type { ListRuns } from '@/protocol/run-history';
import type { Member } from '@/server/policy';
import type { RunHistoryRepository } from '@/server/repositories/run-history-repository';
import type { RunRemovalRepository } from '@/server/repositories/run-removal-repository';

type Deps = {
  readonly history: RunHistoryRepository;
  readonly removals: RunRemovalRepository;
  readonly now: () => Date;
};

/** The runs an organisation keeps: found again, and taken away. */
export function createRunLibraryService({ history, removals, now }: Deps) {
  return {
    list: (member: Member, wanted: ListRuns) => history.list(member.organisationId, member.userId, wanted),

    /** For good, with its log, labels and links. @throws DomainError `run_not_found`; `run_not_ended` while it is at work. */
    async remove(member: Member, runId: string): Promise<void> {
      const outcome = await removals.remove(member.organisationId, runId, member.userId, now());
      if (outcome === 'unknown') throw new DomainError('run_not_found');
      if (outcome === 'active') throw new DomainError('run_not_ended');
    },
  };
}
