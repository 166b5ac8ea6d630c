import type { Item } from '@/core/items/item';
import { CODE_ITEMS } from './typed-code';
import { MATCHING_ITEMS } from './typed-matching';
import { MULTIPLE_ITEMS } from './typed-multiple';
import { NUMERIC_ITEMS } from './typed-numeric';
import { ORDERING_ITEMS } from './typed-ordering';
import { FREE_TEXT_ITEMS, SHORT_TEXT_ITEMS } from './typed-texts';

/** The hand-written items of every type but single choice. */
export const TYPED_ITEMS: readonly Item[] = [
  ...MULTIPLE_ITEMS,
  ...NUMERIC_ITEMS,
  ...ORDERING_ITEMS,
  ...MATCHING_ITEMS,
  ...CODE_ITEMS,
  ...SHORT_TEXT_ITEMS,
  ...FREE_TEXT_ITEMS,
];
