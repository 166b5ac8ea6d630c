import type { ItemParameters } from '@/core/items/item';
import type { ItemKey } from '@/core/items/types/item-type';

/** What nobody sees before the presentation is closed, and the candidate after it only as the feedback mode allows. */
export type SealedItem = {
  readonly key: ItemKey;
  readonly explanation: string;
  readonly hint: string | null;
  readonly parameters: ItemParameters;
};
