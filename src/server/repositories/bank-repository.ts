import type { Item, ItemTypeName } from '@/core/items/item';
import { itemTexts, searchTextOf } from '@/core/items/item-text';
import { anyModel } from '@/server/bank/registry';
import type { Database } from '@/server/db';
import type { ItemStatus } from '@/server/generated/prisma/client';
import { calibratedItem, columnsOf } from './item-rows';

/** What sessions may be given at one revision: items that score, and items being tried out. */
export type BankItems = { readonly operational: readonly Item[]; readonly pilot: readonly Item[] };

/** An item with its status now; `calibration` says what its parameters rest on, null while they are the author's. */
export type StandingItem = {
  readonly item: Item;
  readonly status: ItemStatus;
  readonly calibration: { readonly method: string; readonly responses: number } | null;
};

/** The status at a revision: the row has today's, the transitions (oldest first) say what it was before. */
function statusAt(
  today: ItemStatus,
  moves: readonly { revision: number; from: ItemStatus; to: ItemStatus }[],
  revision: number,
): ItemStatus {
  const last = moves.findLast((move) => move.revision <= revision);
  return last?.to ?? moves[0]?.from ?? today;
}

/** A family's model says what it makes; a written item says it itself. */
function typeOf({ source }: Item): ItemTypeName {
  if (source.kind === 'written') return source.content.type;
  const model = anyModel(source.modelId);
  return 'make' in model ? model.type : 'singleChoice';
}

/** A shipped bank is thousands of rows. */
const PATIENT = { maxWait: 20_000, timeout: 60_000 };

export type BankRepository = ReturnType<typeof createBankRepository>;

/** Items of an organisation, by bank revision. A revision never changes once a session may have started with it. */
export function createBankRepository({ prisma, pool }: Pick<Database, 'prisma' | 'pool'>) {
  return {
    async currentRevision(organisationId: string): Promise<number> {
      const { rows } = await pool.query<{ revision: number }>({
        name: 'bank-revision',
        text: 'select bank_revision as revision from organisation where id = $1',
        values: [organisationId],
      });
      if (!rows[0]) throw new Error(`No organisation ${organisationId}`);
      return rows[0].revision;
    },

    /**
     * The items sessions draw on as they were at a revision: with the parameters and the standing they had then, whatever
     * calibration, promotion and quarantine have done since.
     */
    async itemsAt(organisationId: string, revision: number): Promise<BankItems> {
      const [rows, calibrations, transitions] = await Promise.all([
        prisma.item.findMany({
          where: {
            organisationId,
            status: { in: ['operational', 'pilot', 'quarantined', 'retired'] },
            fromRevision: { lte: revision },
            OR: [{ untilRevision: null }, { untilRevision: { gt: revision } }],
          },
          orderBy: { id: 'asc' },
        }),
        prisma.itemCalibration.findMany({
          where: { organisationId, revision: { lte: revision } },
          orderBy: { revision: 'asc' },
        }),
        prisma.itemTransition.findMany({ where: { organisationId }, orderBy: [{ revision: 'asc' }, { id: 'asc' }] }),
      ]);
      const key = (row: { itemId: string; itemVersion: number }) => `${row.itemId}@${row.itemVersion}`;
      const calibrated = new Map(calibrations.map((row) => [key(row), row])); // the last one stays
      const moves = Map.groupBy(transitions, key);
      const bank = { operational: [] as Item[], pilot: [] as Item[] };
      for (const row of rows) {
        const name = key({ itemId: row.id, itemVersion: row.version });
        const status = statusAt(row.status, moves.get(name) ?? [], revision);
        if (status === 'operational' || status === 'pilot')
          bank[status].push(calibratedItem(row, calibrated.get(name)));
      }
      return bank;
    },

    /** Every item that sessions meet or have met, with today's parameters and status. */
    async standing(organisationId: string): Promise<StandingItem[]> {
      const [rows, calibrations] = await Promise.all([
        prisma.item.findMany({
          where: { organisationId, status: { in: ['operational', 'pilot', 'quarantined', 'retired'] } },
          orderBy: [{ id: 'asc' }, { version: 'asc' }],
        }),
        prisma.itemCalibration.findMany({ where: { organisationId }, orderBy: { revision: 'asc' } }),
      ]);
      const calibrated = new Map(calibrations.map((row) => [`${row.itemId}@${row.itemVersion}`, row]));
      return rows.map((row) => {
        const calibration = calibrated.get(`${row.id}@${row.version}`);
        return {
          item: calibratedItem(row, calibration),
          status: row.status,
          calibration: calibration ? { method: calibration.method, responses: calibration.responses } : null,
        };
      });
    },

    /** Adds first versions of items as a new revision, at once; ids that exist are left alone. Returns the revision. */
    addItems: (organisationId: string, items: readonly Item[]): Promise<number> =>
      prisma.$transaction(async (tx) => {
        const { bankRevision } = await tx.organisation.update({
          where: { id: organisationId },
          data: { bankRevision: { increment: 1 } },
          select: { bankRevision: true },
        });
        await tx.item.createMany({
          data: items.map((item) => ({
            organisationId,
            ...columnsOf(item),
            type: typeOf(item),
            searchText: searchTextOf(item.id, item.source.kind === 'written' ? itemTexts(item.source.content) : []),
            status: 'operational' as const,
            fromRevision: bankRevision,
          })),
          skipDuplicates: true,
        });
        return bankRevision;
      }, PATIENT),
  };
}
