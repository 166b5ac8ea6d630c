import type { GateSummary, ItemOrigin } from '@/core/items/gates/gate';
import type { ItemStatus } from '@/core/items/item-life';
import type { Database } from '@/server/db';
import type { Prisma } from '@/server/generated/prisma/client';
import { type AuditLine, auditRow, type HistoryLine, subjectOf } from './audit-line';
import { columnsOf, type ItemCursor, type ItemVersion, json, type NewVersion, versionOf } from './item-rows';

export type ItemFilter = {
  readonly search: string | null;
  readonly skillId: string | null;
  readonly type: string | null;
  readonly status: ItemStatus | null;
  readonly origin: ItemOrigin | null;
  readonly gates: GateSummary | null;
};
export type ItemOrder = 'newest' | 'oldest' | 'easiest' | 'hardest' | 'skill';

export type ItemRepository = ReturnType<typeof createItemRepository>;

const ORDERS: Record<ItemOrder, Prisma.ItemOrderByWithRelationInput[]> = {
  newest: [{ createdAt: 'desc' }, { id: 'asc' }],
  oldest: [{ createdAt: 'asc' }, { id: 'asc' }],
  easiest: [{ difficulty: 'asc' }, { id: 'asc' }],
  hardest: [{ difficulty: 'desc' }, { id: 'asc' }],
  skill: [{ skillId: 'asc' }, { difficulty: 'asc' }, { id: 'asc' }],
};

/** The items of an organisation as their authors see them: every version and its state. */
export function createItemRepository({ prisma, pool }: Pick<Database, 'prisma' | 'pool'>) {
  const whereOf = (organisationId: string, filter: ItemFilter): Prisma.ItemWhereInput => ({
    organisationId,
    isLatest: true,
    ...(filter.skillId && { skillId: filter.skillId }),
    ...(filter.type && { type: filter.type }),
    ...(filter.status && { status: filter.status }),
    ...(filter.origin && { origin: filter.origin }),
    ...(filter.gates && { gateOutcome: filter.gates }),
    ...(filter.search && {
      AND: filter.search
        .toLowerCase()
        .split(/\s+/)
        .filter(Boolean)
        .map((word) => ({ searchText: { contains: word } })),
    }),
  });

  return {
    /** One page of latest versions and how many match in all. */
    async list(organisationId: string, filter: ItemFilter, order: ItemOrder, after: ItemCursor | null, take: number) {
      const where = whereOf(organisationId, filter);
      const [rows, total] = await Promise.all([
        prisma.item.findMany({
          where,
          orderBy: ORDERS[order],
          take,
          ...(after && { cursor: { organisationId_id_version: { organisationId, ...after } }, skip: 1 }),
        }),
        prisma.item.count({ where }),
      ]);
      return { versions: rows.map(versionOf), total };
    },

    async findLatest(organisationId: string, ids: readonly string[]): Promise<ItemVersion[]> {
      const rows = await prisma.item.findMany({ where: { organisationId, id: { in: [...ids] }, isLatest: true } });
      return rows.map(versionOf);
    },

    /** Newest first; empty for an unknown item. */
    async versions(organisationId: string, id: string): Promise<ItemVersion[]> {
      const rows = await prisma.item.findMany({ where: { organisationId, id }, orderBy: { version: 'desc' } });
      return rows.map(versionOf);
    },

    async findVersion(organisationId: string, { id, version }: ItemCursor): Promise<ItemVersion | null> {
      const row = await prisma.item.findUnique({
        where: { organisationId_id_version: { organisationId, id, version } },
      });
      return row && versionOf(row);
    },

    /** The newest parameters from answers to a version, with how many; null while there are none. */
    async calibrationOf(organisationId: string, { id, version }: ItemCursor) {
      return prisma.itemCalibration.findFirst({
        where: { organisationId, itemId: id, itemVersion: version },
        orderBy: { revision: 'desc' },
        select: {
          method: true,
          responses: true,
          revision: true,
          discrimination: true,
          difficulty: true,
          difficultyVariance: true,
        },
      });
    },

    /** The latest versions of everything that is not retired: what a new item is compared with. */
    async living(organisationId: string): Promise<ItemVersion[]> {
      const rows = await prisma.item.findMany({
        where: { organisationId, isLatest: true, status: { not: 'retired' } },
        orderBy: { id: 'asc' },
      });
      return rows.map(versionOf);
    },

    /**
     * Adds versions, all or none. False when one of them exists already: somebody else was faster.
     * @param history audit entries written with them
     */
    async addVersions(
      organisationId: string,
      versions: readonly NewVersion[],
      history: readonly AuditLine[],
    ): Promise<boolean> {
      const data = versions.map(({ item, searchText, citations, ...rest }) => ({
        ...columnsOf(item),
        ...rest,
        organisationId,
        citations: json(citations),
        searchText,
      }));
      const earlier = versions
        .filter(({ item }) => item.version > 1)
        .map(({ item }) => ({ id: item.id, version: { lt: item.version } }));
      try {
        await prisma.$transaction([
          ...(earlier.length > 0
            ? [prisma.item.updateMany({ where: { organisationId, OR: earlier }, data: { isLatest: false } })]
            : []),
          prisma.item.createMany({ data }),
          prisma.auditEntry.createMany({ data: history.map((line) => auditRow(organisationId, line)) }),
        ]);
        return true;
      } catch (error) {
        if ((error as { code?: string }).code === 'P2002') return false;
        throw error;
      }
    },

    /** Moves the latest, unpublished version between states; false when it is no longer there or in another state. */
    async move(
      organisationId: string,
      { id, version }: ItemCursor,
      from: ItemStatus,
      to: ItemStatus,
      line: AuditLine,
    ): Promise<boolean> {
      return prisma.$transaction(async (tx) => {
        const { count } = await tx.item.updateMany({
          where: { organisationId, id, version, isLatest: true, fromRevision: null, status: from },
          data: { status: to },
        });
        if (count === 1) await tx.auditEntry.create({ data: auditRow(organisationId, line) });
        return count === 1;
      });
    },

    /** Who wrote or decided what about an item, newest first, with names. */
    async history(organisationId: string, itemId: string) {
      const { rows } = await pool.query<HistoryLine>(
        `select a.at, a.action, a.details, u.name as actor from audit_entry a left join users u on u.id = a.actor_id
         where a.organisation_id = $1 and a.subject = $2 order by a.at desc, a.id desc limit 200`,
        [organisationId, subjectOf(itemId)],
      );
      return rows;
    },

    /** People who may review items, by id. */
    async reviewers(organisationId: string): Promise<string[]> {
      const rows = await prisma.membership.findMany({
        where: { organisationId, role: { in: ['owner', 'author'] }, user: { removedAt: null } },
        select: { userId: true },
      });
      return [...new Set(rows.map(({ userId }) => userId))];
    },

    async names(userIds: readonly string[]): Promise<Map<string, string>> {
      const rows = await prisma.user.findMany({
        where: { id: { in: [...userIds] } },
        select: { id: true, name: true },
      });
      return new Map(rows.map(({ id, name }) => [id, name]));
    },

    /** Where published versions of an item are in use: assessments whose revision has it, and sessions that showed it. */
    async usage(organisationId: string, itemId: string) {
      const { rows } = await pool.query<{ id: string; title: string; status: string; version: number; shown: number }>(
        `select a.id, a.title, a.status::text as status, i.version,
                (select count(distinct p.session_id)::int from presentation p join session s on s.id = p.session_id
                 where s.assessment_id = a.id and p.item_id = i.id) as shown
         from item i
         join assessment a on a.organisation_id = i.organisation_id
          and a.bank_revision >= i.from_revision and (i.until_revision is null or a.bank_revision < i.until_revision)
         join skill_graph g on g.id = a.graph_id
         where i.organisation_id = $1 and i.id = $2 and i.status in ('operational', 'pilot')
           and g.graph->'nodes' @> jsonb_build_array(jsonb_build_object('skillId', i.skill_id))
         order by a.created_at desc limit 100`,
        [organisationId, itemId],
      );
      return rows;
    },
  };
}
