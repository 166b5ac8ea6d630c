import { DomainError } from '@/core/errors';
import type { GateId } from '@/core/items/gates/gate';
import { accept, handIn, retire, sendBack } from '@/core/items/item-life';
import type { Member } from '@/server/policy';
import { type ItemGateRepository, resultsOf } from '@/server/repositories/item-gate-repository';
import type { ItemRepository } from '@/server/repositories/item-repository';
import type { ItemCursor, NewVersion } from '@/server/repositories/item-rows';
import type { BankTaskService } from './bank-task-service';
import { createItemDesk } from './item-desk';
import { searchTextFor } from './item-draft';

type Deps = {
  readonly items: ItemRepository;
  readonly gates: ItemGateRepository;
  readonly tasks: BankTaskService;
  readonly now: () => Date;
};

/** The steps of an item's life: hand in, accept or send back, retire. Publishing is `PublicationService`'s. */
export function createItemReviewService({ items, gates, tasks, now }: Deps) {
  const { current, stateOf, line } = createItemDesk({ items, now });

  return {
    /** Hands a draft in for review and queues all its gates. */
    async handIn(member: Member, cursor: ItemCursor): Promise<{ taskId: string }> {
      const version = await current(member, cursor);
      const status = handIn(await stateOf(member, version));
      const history = line(member, 'item.handedIn', cursor.id, { version: cursor.version });
      if (!(await items.move(member.organisationId, cursor, version.status, status, history)))
        throw new DomainError('conflict');
      const taskId = await tasks.queue(member.organisationId, member.userId, {
        kind: 'gates',
        scope: 'full',
        targets: [cursor],
      });
      return { taskId };
    },

    /**
     * Accepts a version in review, for the next publication.
     * @throws DomainError as `core/items/item-life.ts` `accept`; `conflict` when it changed meanwhile.
     */
    async accept(
      member: Member,
      cursor: ItemCursor,
      wish: { status: 'pilot' | 'operational'; reason: string; overrule: readonly GateId[] },
    ): Promise<void> {
      const { organisationId, userId } = member;
      const version = await current(member, cursor);
      const [state, found, reviewers] = await Promise.all([
        stateOf(member, version),
        gates.gatesOf(organisationId, cursor),
        items.reviewers(organisationId),
      ]);
      const accepted = accept(state, { userId, reviewers: reviewers.length }, resultsOf(found), wish);
      const { status, overruled, ownWork } = accepted;
      const details = {
        version: cursor.version,
        status,
        reason: wish.reason,
        overruled: overruled.join(', '),
        ownWork,
      };
      const moved = await items.move(
        organisationId,
        cursor,
        'review',
        status,
        line(member, 'item.accepted', cursor.id, details),
      );
      if (!moved) throw new DomainError('conflict');
      const evidence = [
        { label: 'Reason', text: wish.reason },
        { label: 'Goes in as', text: status },
        ...overruled.map((gate) => ({ label: 'Overruled', text: gate })),
        ...(ownWork ? [{ label: 'Own work', text: 'Its writer accepted it: nobody else here reviews items.' }] : []),
      ];
      const outcome = {
        gate: 'acceptance' as const,
        result: 'passed' as const,
        summary: 'A person accepted it.',
        evidence,
      };
      await gates.saveGates(organisationId, [{ ...cursor, outcomes: [outcome], decidedBy: userId }], now());
    },

    /** Sends a version in review back to its author with a reason. */
    async reject(member: Member, cursor: ItemCursor, reason: string): Promise<void> {
      const { organisationId, userId } = member;
      const version = await current(member, cursor);
      const status = sendBack(await stateOf(member, version));
      const history = line(member, 'item.rejected', cursor.id, { version: cursor.version, reason });
      if (!(await items.move(organisationId, cursor, 'review', status, history))) throw new DomainError('conflict');
      const evidence = [{ label: 'Reason', text: reason }];
      const outcome = {
        gate: 'acceptance' as const,
        result: 'failed' as const,
        summary: 'A person sent it back.',
        evidence,
      };
      await gates.saveGates(organisationId, [{ ...cursor, outcomes: [outcome], decidedBy: userId }], now());
    },

    /** Takes an item out of use, with the next publication when candidates can meet it now. */
    async retire(member: Member, cursor: ItemCursor, reason: string): Promise<ItemCursor> {
      const before = await current(member, cursor);
      retire(await stateOf(member, before));
      const version = cursor.version + 1;
      const write: NewVersion = {
        item: { ...before.item, version },
        type: before.type,
        origin: before.origin,
        createdBy: member.userId,
        note: reason,
        citations: before.citations,
        searchText: searchTextFor(before.item),
        status: 'retired',
      };
      const history = [line(member, 'item.retired', cursor.id, { version, reason })];
      if (!(await items.addVersions(member.organisationId, [write], history))) throw new DomainError('conflict');
      return { id: cursor.id, version };
    },
  };
}
