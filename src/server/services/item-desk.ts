import { DomainError } from '@/core/errors';
import type { VersionState } from '@/core/items/item-life';
import type { Member } from '@/server/policy';
import { type AuditLine, subjectOf } from '@/server/repositories/audit-line';
import type { ItemRepository } from '@/server/repositories/item-repository';
import type { ItemCursor, ItemVersion } from '@/server/repositories/item-rows';

/** What every decision about an item begins with: which version it is about, and in what state that is. */
export function createItemDesk({ items, now }: { readonly items: ItemRepository; readonly now: () => Date }) {
  const find = async (member: Member, id: string): Promise<ItemVersion> => {
    const [version] = await items.findLatest(member.organisationId, [id]);
    if (!version) throw new DomainError('item_not_found');
    return version;
  };

  /** What decides the next step of a version's life. */
  const stateOf = async (member: Member, version: ItemVersion): Promise<VersionState> => {
    const all = await items.versions(member.organisationId, version.item.id);
    const lastPublished = Math.max(
      0,
      ...all.filter(({ fromRevision }) => fromRevision !== null).map((v) => v.item.version),
    );
    const writers = all
      .filter(({ item }) => item.version > lastPublished || item.version === version.item.version)
      // The first version of a generated item is the model's work, not that of whoever asked for it.
      .flatMap(({ createdBy, origin, item }) =>
        createdBy && !(origin === 'generated' && item.version === 1) ? [createdBy] : [],
      );
    return { status: version.status, origin: version.origin, fromRevision: version.fromRevision, writers };
  };

  const line = (member: Member, action: string, itemId: string, details: AuditLine['details']): AuditLine => ({
    action,
    subject: subjectOf(itemId),
    actorId: member.userId,
    details,
    at: now(),
  });

  /** The latest version, if it is the one the caller decided about. */
  const current = async (member: Member, { id, version }: ItemCursor): Promise<ItemVersion> => {
    const latest = await find(member, id);
    if (latest.item.version !== version) {
      throw new DomainError(
        'conflict',
        `The item has version ${latest.item.version} by now; you looked at ${version}.`,
        {
          version: latest.item.version,
        },
      );
    }
    return latest;
  };

  return { current, stateOf, line };
}
