import type { GateId, GateOutcome, GateResult, GateResults, GateSummary, ItemOrigin } from '@/core/items/gates/gate';
import type { Citation } from '@/core/items/gates/text-gates';
import type { Item, ItemContent } from '@/core/items/item';
import type { ItemStatus } from '@/core/items/item-life';
import type { Database } from '@/server/db';
import type { Prisma } from '@/server/generated/prisma/client';

/** One version of an item with everything its authors know of it. */
export type ItemVersion = {
  readonly item: Item;
  readonly type: string;
  readonly status: ItemStatus;
  readonly origin: ItemOrigin;
  readonly fromRevision: number | null;
  readonly untilRevision: number | null;
  readonly isLatest: boolean;
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly note: string;
  readonly citations: readonly Citation[];
  readonly gateOutcome: GateSummary;
};

export type NewVersion = {
  readonly item: Item;
  readonly type: string;
  readonly origin: ItemOrigin;
  readonly createdBy: string;
  readonly note: string;
  readonly citations: readonly Citation[];
  readonly searchText: string;
  /** `draft` for an edit, `review` for what a model wrote; `retired` for a retirement, which repeats the words before. */
  readonly status: 'draft' | 'review' | 'retired';
};

export type ItemFilter = {
  readonly search: string | null;
  readonly skillId: string | null;
  readonly type: string | null;
  readonly status: ItemStatus | null;
  readonly origin: ItemOrigin | null;
  readonly gates: GateSummary | null;
};
export type ItemOrder = 'newest' | 'oldest' | 'easiest' | 'hardest' | 'skill';
export type ItemCursor = { readonly id: string; readonly version: number };

export type StoredGate = GateOutcome & { readonly at: Date; readonly decidedBy: string | null };

export type ItemRepository = ReturnType<typeof createItemRepository>;

type Row = Prisma.ItemGetPayload<object>;
const json = (value: unknown) => value as Prisma.InputJsonValue;

const ORDERS: Record<ItemOrder, Prisma.ItemOrderByWithRelationInput[]> = {
  newest: [{ createdAt: 'desc' }, { id: 'asc' }],
  oldest: [{ createdAt: 'asc' }, { id: 'asc' }],
  easiest: [{ difficulty: 'asc' }, { id: 'asc' }],
  hardest: [{ difficulty: 'desc' }, { id: 'asc' }],
  skill: [{ skillId: 'asc' }, { difficulty: 'asc' }, { id: 'asc' }],
};

/** An item as the engine and the pages have it. */
export function itemOf(row: Row): Item {
  return {
    id: row.id,
    version: row.version,
    skillId: row.skillId,
    parameters: {
      discrimination: row.discrimination,
      difficulty: row.difficulty,
      guessing: row.guessing,
      upperAsymptote: row.upperAsymptote,
      difficultyVariance: row.difficultyVariance,
      ...(row.thresholds.length > 0 && { thresholds: row.thresholds }),
    },
    expectedTimeMs: row.expectedTimeMs,
    enemies: row.enemies,
    source:
      row.modelId !== null
        ? { kind: 'model', modelId: row.modelId, level: row.level ?? '' }
        : { kind: 'written', content: row.content as unknown as ItemContent },
  };
}

/** The columns of an item, as `itemOf` reads them back. */
export function columnsOf(item: Item) {
  return {
    id: item.id,
    version: item.version,
    skillId: item.skillId,
    ...(item.source.kind === 'model'
      ? { modelId: item.source.modelId, level: item.source.level }
      : { content: json(item.source.content) }),
    ...item.parameters,
    thresholds: [...(item.parameters.thresholds ?? [])],
    expectedTimeMs: item.expectedTimeMs,
    enemies: [...item.enemies],
  };
}

const versionOf = (row: Row): ItemVersion => ({
  item: itemOf(row),
  type: row.type,
  status: row.status,
  origin: row.origin as ItemOrigin,
  fromRevision: row.fromRevision,
  untilRevision: row.untilRevision,
  isLatest: row.isLatest,
  createdBy: row.createdBy,
  createdAt: row.createdAt,
  note: row.note,
  citations: row.citations as unknown as readonly Citation[],
  gateOutcome: row.gateOutcome as GateSummary,
});

/** The items of an organisation as their authors see them: every version, its state, its gates. */
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
          prisma.auditEntry.createMany({ data: history.map((line) => entry(organisationId, line)) }),
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
        if (count === 1) await tx.auditEntry.create({ data: entry(organisationId, line) });
        return count === 1;
      });
    },

    async gatesOf(organisationId: string, { id, version }: ItemCursor): Promise<StoredGate[]> {
      const rows = await prisma.itemGate.findMany({ where: { organisationId, itemId: id, version } });
      return rows.map((row) => ({
        gate: row.gate as GateId,
        result: row.result as GateResult,
        summary: row.summary,
        evidence: row.evidence as unknown as GateOutcome['evidence'],
        at: row.at,
        decidedBy: row.decidedBy,
      }));
    },

    /** Stores results in place of earlier ones of the same gates. `outcome` is what the list then shows for the version. */
    async saveGates(organisationId: string, results: readonly SavedGates[], at: Date): Promise<void> {
      if (results.length === 0) return;
      const gates = results.flatMap(({ id, version, outcomes, decidedBy }) =>
        outcomes.map((outcome) => ({ ...outcome, itemId: id, version, decidedBy: decidedBy ?? null })),
      );
      const outcomes = results.flatMap(({ id, version, outcome }) => (outcome ? [{ id, version, outcome }] : []));
      await pool.query(
        `with saved as (
           insert into item_gate (organisation_id, item_id, version, gate, result, summary, evidence, decided_by, at)
           select $1::uuid, g."itemId", g.version, g.gate, g.result, g.summary, g.evidence, g."decidedBy", $4
           from jsonb_to_recordset($2::jsonb) as g ("itemId" text, version int, gate text, result text, summary text,
                                                    evidence jsonb, "decidedBy" uuid)
           on conflict (organisation_id, item_id, version, gate) do update
             set result = excluded.result, summary = excluded.summary, evidence = excluded.evidence,
                 decided_by = excluded.decided_by, at = excluded.at)
         update item set gate_outcome = o.outcome
         from jsonb_to_recordset($3::jsonb) as o (id text, version int, outcome text)
         where item.organisation_id = $1::uuid and item.id = o.id and item.version = o.version`,
        [organisationId, JSON.stringify(gates), JSON.stringify(outcomes), at],
      );
    },

    /** How many latest, not retired versions got which result at which gate. */
    async countGates(organisationId: string) {
      const { rows } = await pool.query<{ gate: GateId; result: GateResult; count: number }>(
        `select g.gate, g.result, count(*)::int as count from item_gate g
         join item i on i.organisation_id = g.organisation_id and i.id = g.item_id and i.version = g.version
         where g.organisation_id = $1 and i.is_latest and i.status <> 'retired' group by g.gate, g.result`,
        [organisationId],
      );
      const total = await prisma.item.count({ where: { organisationId, isLatest: true, status: { not: 'retired' } } });
      return { rows, total };
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

    /** Accepted and retired versions that no revision has yet, with what each replaces. What nobody ever saw needs no retirement. */
    async waiting(organisationId: string): Promise<{ version: ItemVersion; replaces: ItemVersion | null }[]> {
      const rows = await prisma.item.findMany({
        where: {
          organisationId,
          isLatest: true,
          fromRevision: null,
          status: { in: ['pilot', 'operational', 'retired'] },
        },
        orderBy: [{ skillId: 'asc' }, { id: 'asc' }],
      });
      const published = await prisma.item.findMany({
        where: {
          organisationId,
          id: { in: rows.map(({ id }) => id) },
          fromRevision: { not: null },
          untilRevision: null,
        },
      });
      const before = new Map(published.map((row) => [row.id, versionOf(row)]));
      return rows
        .map((row) => ({ version: versionOf(row), replaces: before.get(row.id) ?? null }))
        .filter(({ version, replaces }) => version.status !== 'retired' || replaces !== null);
    },

    /**
     * Puts exactly these versions into a new revision of the bank and ends what they replace. Null when one of them is not
     * waiting any more; then nothing was changed.
     */
    async publish(
      organisationId: string,
      versions: readonly ItemCursor[],
      actor: { userId: string; at: Date },
    ): Promise<number | null> {
      const work = async (tx: Prisma.TransactionClient) => {
        const { bankRevision: revision } = await tx.organisation.update({
          where: { id: organisationId },
          data: { bankRevision: { increment: 1 } },
          select: { bankRevision: true },
        });
        const lines = versions.map(({ id, version }) => ({
          action: 'item.published',
          subject: subjectOf(id),
          actorId: actor.userId,
          details: { version, revision },
          at: actor.at,
        }));
        const named = JSON.stringify(versions);
        await tx.$executeRaw`
          update item set until_revision = ${revision} from jsonb_to_recordset(${named}::jsonb) as v (id text, version int)
          where organisation_id = ${organisationId}::uuid and item.id = v.id
            and from_revision is not null and until_revision is null`;
        const published = await tx.$executeRaw`
          update item set from_revision = ${revision} from jsonb_to_recordset(${named}::jsonb) as v (id text, version int)
          where organisation_id = ${organisationId}::uuid and item.id = v.id and item.version = v.version
            and is_latest and from_revision is null and status in ('pilot', 'operational', 'retired')`;
        if (published !== versions.length) throw new NotWaiting();
        await tx.auditEntry.createMany({
          data: [
            ...lines,
            {
              action: 'bank.published',
              subject: 'bank',
              actorId: actor.userId,
              details: { revision, items: versions.length },
              at: actor.at,
            },
          ].map((line) => entry(organisationId, line)),
        });
        return revision;
      };
      try {
        return await prisma.$transaction(work, { timeout: 30_000 });
      } catch (error) {
        if (error instanceof NotWaiting) return null;
        throw error;
      }
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

    /** Assessments that keep the revision they have, and drafts that will use the next one. */
    async affected(organisationId: string): Promise<{ keeping: number; drafts: number }> {
      const [keeping, drafts] = await Promise.all([
        prisma.assessment.count({ where: { organisationId, status: { in: ['live', 'scheduled'] } } }),
        prisma.assessment.count({ where: { organisationId, status: { in: ['draft', 'preparing'] } } }),
      ]);
      return { keeping, drafts };
    },
  };
}

/** Rolls a publication back. */
class NotWaiting extends Error {
  override readonly name = 'NotWaiting';
}

export type SavedGates = ItemCursor & {
  readonly outcomes: readonly GateOutcome[];
  readonly outcome?: GateSummary;
  readonly decidedBy?: string;
};

export type AuditLine = {
  readonly action: string;
  readonly subject: string;
  readonly actorId: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly at: Date;
};

export type HistoryLine = {
  readonly at: Date;
  readonly action: string;
  readonly details: Record<string, unknown>;
  readonly actor: string | null;
};

export const subjectOf = (itemId: string) => `item:${itemId}`;

export const resultsOf = (gates: readonly { gate: GateId; result: GateResult }[]): GateResults =>
  Object.fromEntries(gates.map(({ gate, result }) => [gate, result]));

function entry(organisationId: string, { details, ...line }: AuditLine) {
  return { id: crypto.randomUUID(), organisationId, ...line, details: json(details) };
}
