import { z } from 'zod';
import { isDomainError } from '@/core/errors';
import type { ItemContent, ItemOption, ItemParameters, MediaRef } from '@/core/items/item';
import { validateContent, validateParameters } from '@/core/items/validate-item';
import { ItemContentSchema } from '@/protocol/item';
import { type Place, type Problem, problem } from './problem';
import type { TestReading } from './test-reading';

/**
 * An item as files carry it. What a file may leave unsaid is null: then the bank keeps what it has, or, for a new item,
 * begins with the provisional parameters and time of its type. `version` is the one the file was written from.
 */
export type ItemRecord = {
  readonly id: string;
  readonly version: number | null;
  readonly skillId: string | null;
  readonly parameters: ItemParameters | null;
  readonly expectedTimeMs: number | null;
  readonly enemies: readonly string[] | null;
  readonly content: ItemContent;
};

/** Something a reader left out of what it took, for the person who imports to know. */
export type Note = { readonly text: string; readonly at: Place };

/** What one reader made of one file: every item it found is in `items` or in `refused`, never in both, never in neither. */
export type Reading = {
  readonly items: readonly { readonly record: ItemRecord; readonly at: Place; readonly notes: readonly string[] }[];
  readonly refused: readonly Problem[];
  readonly notes: readonly Note[];
  /** Tests that came along with the items. */
  readonly tests: readonly TestReading[];
  /** Files that came along, by the name the records use for them (`MediaRef.mediaId`). */
  readonly media: ReadonlyMap<string, Buffer>;
};

export const ItemId = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\w.:~@/+-]+$/, 'An id has letters, digits and . : ~ @ / + - _ only');

const ItemParametersSchema = z.strictObject({
  discrimination: z.number(),
  difficulty: z.number(),
  guessing: z.number(),
  upperAsymptote: z.number(),
  difficultyVariance: z.number(),
  thresholds: z.array(z.number()).min(1).max(20).optional(),
});

export const ItemRecordSchema: z.ZodType<ItemRecord> = z.strictObject({
  id: ItemId,
  version: z.int().positive().nullable().default(null),
  skillId: z.string().min(1).max(100).nullable().default(null),
  parameters: ItemParametersSchema.nullable().default(null),
  expectedTimeMs: z.number().int().positive().max(86_400_000).nullable().default(null),
  enemies: z.array(ItemId).max(200).nullable().default(null),
  content: ItemContentSchema,
}) as z.ZodType<ItemRecord>;

/** The record if it keeps the rules of every item; else what is wrong, one problem with all sentences. */
export function checkRecord(value: unknown, at: Place): { record: ItemRecord } | { refused: Problem } {
  const parsed = ItemRecordSchema.safeParse(value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    const path = issue.path.map(String).join('.');
    const detail = parsed.error.issues
      .slice(0, 5)
      .map(({ path, message }) => `${path.map(String).join('.') || 'item'}: ${message}`)
      .join('; ');
    return { refused: problem('item_invalid', `${detail}.`, { ...at, path: at.path ?? (path || null) }) };
  }
  const record = parsed.data;
  const wrong = [
    ...(record.parameters ? validateParameters(record.parameters) : []),
    ...contentProblems(record.content),
    ...(record.enemies?.includes(record.id) ? ['The item is its own enemy.'] : []),
  ];
  if (wrong.length === 0) return { record };
  return { refused: problem('item_invalid', wrong.join(' '), { ...at, itemId: record.id }) };
}

/** A type that is declared and not registered is a problem of the item, not of the import. */
function contentProblems(content: ItemContent): string[] {
  try {
    return validateContent(content);
  } catch (error) {
    if (isDomainError(error)) return [error.message];
    throw error;
  }
}

/** Every image and sound an item shows, in stem and entries. */
export function mediaOf(content: ItemContent): MediaRef[] {
  return [...(content.stemMedia ?? []), ...entriesOf(content).flatMap(({ media }) => (media ? [media] : []))];
}

function entriesOf(content: ItemContent): readonly ItemOption[] {
  if (content.type === 'matching') return [...content.prompts, ...content.targets];
  return 'options' in content ? content.options : [];
}

/** The content with its images and sounds under other names. */
export function renameMedia(content: ItemContent, nameOf: (mediaId: string) => string): ItemContent {
  const renamed = (ref: MediaRef): MediaRef => ({ ...ref, mediaId: nameOf(ref.mediaId) });
  const entries = (options: readonly ItemOption[]) =>
    options.map((option) => (option.media ? { ...option, media: renamed(option.media) } : option));
  const common = content.stemMedia ? { ...content, stemMedia: content.stemMedia.map(renamed) } : content;
  if (common.type === 'matching') {
    return { ...common, prompts: entries(common.prompts), targets: entries(common.targets) };
  }
  return 'options' in common ? { ...common, options: entries(common.options) } : common;
}
