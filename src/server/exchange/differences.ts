import { z } from 'zod';
import type { Item } from '@/core/items/item';
import type { ItemRecord } from './item-record';

export type Difference = { readonly field: string; readonly before: string; readonly after: string };

const LONGEST = 300;
/** An option, prompt or target without an image: what can be said in a line. */
const Entry = z.strictObject({ id: z.string(), text: z.string() });

/**
 * What a record would change in an item of the bank, field by field; empty when nothing. Fields the file leaves unsaid change nothing,
 * and neither does the order in which an object names its fields.
 */
export function differencesOf(stored: Item, record: ItemRecord): Difference[] {
  const before = stored.source.kind === 'written' ? stored.source.content : null;
  return [
    ...compare('skill', stored.skillId, record.skillId),
    ...fields('', before ?? {}, record.content),
    ...(record.parameters ? fields('', stored.parameters, record.parameters) : []),
    ...compare('expectedTimeMs', stored.expectedTimeMs, record.expectedTimeMs),
    ...compare('enemies', stored.enemies, record.enemies),
  ];
}

function fields(prefix: string, before: object, after: object): Difference[] {
  const [left, right] = [before as Record<string, unknown>, after as Record<string, unknown>];
  const names = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  return names.flatMap((name) => compare(`${prefix}${name}`, left[name], right[name] ?? undefined, true));
}

/** Null from a file means unsaid; a field of a content that is gone was taken away. */
function compare(field: string, before: unknown, after: unknown, isWhole = false): Difference[] {
  if (!isWhole && after === null) return [];
  const [left, right] = [canonical(before ?? null), canonical(after ?? null)];
  return left === right ? [] : [{ field, before: shown(before), after: shown(after) }];
}

/** JSON with sorted names: PostgreSQL keeps objects in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}

/** As a person reads it: options one a line, texts as they are. */
function shown(value: unknown): string {
  if (value === undefined || value === null) return '';
  const text = Array.isArray(value) ? value.map(entryShown).join('\n') : entryShown(value);
  const letters = [...text.slice(0, LONGEST * 2)];
  return letters.length <= LONGEST ? text : `${letters.slice(0, LONGEST).join('')}…`;
}

function entryShown(value: unknown): string {
  if (typeof value === 'string') return value;
  const entry = Entry.safeParse(value);
  return entry.success ? `${entry.data.id}: ${entry.data.text}` : canonical(value);
}
