import type { ItemOption, ItemParameters } from '@/core/items/item';

/** What a candidate sees of an item. Options carry the letter they are shown under, nothing else. */
export type ShownItem = {
  readonly type: 'singleChoice';
  readonly stem: string;
  readonly options: readonly ItemOption[];
};

/** What nobody sees before the presentation is closed, and the candidate after it only as the feedback mode allows. */
export type SealedItem = {
  readonly keyId: string;
  readonly explanation: string;
  readonly hint: string | null;
  readonly parameters: ItemParameters;
};

/** The item by its named fields, whatever else a stored one may carry. */
export function shownOnly({ type, stem, options }: ShownItem): ShownItem {
  return { type, stem, options: options.map(({ id, text }) => ({ id, text })) };
}
