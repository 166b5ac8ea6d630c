import type { GateSummary, ItemOrigin } from '@/core/items/gates/gate';
import type { Citation } from '@/core/items/gates/text-gates';
import type { Item, ItemContent } from '@/core/items/item';
import type { ItemStatus } from '@/core/items/item-life';
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

export type ItemCursor = { readonly id: string; readonly version: number };

type Row = Prisma.ItemGetPayload<object>;

/** A value of the domain for a JSON column. */
export const json = (value: unknown) => value as Prisma.InputJsonValue;

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

type Calibrated = { discrimination: number; difficulty: number; difficultyVariance: number; thresholds: number[] };

/** The item with the parameters a calibration found, where there has been one. */
export function calibratedItem(row: Row, calibrated: Calibrated | undefined): Item {
  const item = itemOf(row);
  if (!calibrated) return item;
  const { thresholds, discrimination, difficulty, difficultyVariance } = calibrated;
  const found = { discrimination, difficulty, difficultyVariance, ...(thresholds.length > 0 && { thresholds }) };
  return { ...item, parameters: { ...item.parameters, ...found } };
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

/** A version as its authors see it. */
export const versionOf = (row: Row): ItemVersion => ({
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
