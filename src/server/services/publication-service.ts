import { DomainError } from '@/core/errors';
import type { Member } from '@/server/policy';
import type { BankRepository } from '@/server/repositories/bank-repository';
import type { ItemPublicationRepository } from '@/server/repositories/item-publication-repository';

type Deps = { readonly items: ItemPublicationRepository; readonly bank: BankRepository; readonly now: () => Date };

export type Publication = Awaited<ReturnType<ReturnType<typeof createPublicationService>['preview']>>;

/** Accepted work reaches candidates in one step: a new revision of the bank. Assessments that are published keep theirs. */
export function createPublicationService({ items, bank, now }: Deps) {
  return {
    /** What the next publication would change, and whom it concerns. */
    async preview({ organisationId }: Member) {
      const [revision, waiting, affected] = await Promise.all([
        bank.currentRevision(organisationId),
        items.waiting(organisationId),
        items.affected(organisationId),
      ]);
      return { revision, waiting, affected };
    },

    /**
     * Publishes everything that waits, if the same versions wait as the caller saw.
     * @throws DomainError `nothing_to_publish`; `conflict` when something was accepted, edited or published meanwhile.
     */
    async publish(
      { organisationId, userId }: Member,
      seen: { versions: readonly { id: string; version: number }[] },
    ): Promise<{ revision: number; published: number }> {
      const waiting = (await items.waiting(organisationId)).map(({ version: { item } }) => ({
        id: item.id,
        version: item.version,
      }));
      if (waiting.length === 0) throw new DomainError('nothing_to_publish');
      const name = ({ id, version }: { id: string; version: number }) => `${id}@${version}`;
      const same = new Set(seen.versions.map(name));
      if (waiting.length !== same.size || waiting.some((each) => !same.has(name(each)))) {
        throw new DomainError('conflict', 'What waits for publication has changed. Look at the summary again.');
      }
      const revision = await items.publish(organisationId, waiting, { userId, at: now() });
      if (revision === null)
        throw new DomainError('conflict', 'The bank changed in this moment. Look at the summary again.');
      return { revision, published: waiting.length };
    },
  };
}
