import type { Item, ItemContent, ItemOption } from '@/core/items/item';
import { provisionalParametersFor } from '../provisional-parameters';

type Common = 'stem' | 'explanation' | 'hint' | 'type';

/** An item of any type as an author writes it: `difficulty` about -2 (nearly everyone) to 2 (few). */
export type TypedDraft<T extends ItemContent['type']> = {
  readonly id: string;
  readonly skillId: string;
  readonly difficulty: number;
  readonly seconds: number;
  readonly hint: string;
} & Omit<Extract<ItemContent, { type: T }>, Common | 'stemMedia'> &
  Pick<Extract<ItemContent, { type: T }>, 'stem' | 'explanation'>;

/** Items of one type, at version 1 and with parameters nobody has calibrated. */
export function typedItems<T extends ItemContent['type']>(type: T, drafts: readonly TypedDraft<T>[]): Item[] {
  return drafts.map(({ id, skillId, difficulty, seconds, ...rest }) => {
    const content = { type, ...rest } as unknown as ItemContent;
    return {
      id,
      version: 1,
      skillId,
      parameters: provisionalParametersFor(content, difficulty),
      expectedTimeMs: seconds * 1000,
      enemies: [],
      source: { kind: 'written', content },
    };
  });
}

/** Options with ids `a`, `b`... in the order given. */
export const options = (...texts: string[]): ItemOption[] =>
  texts.map((text, index) => ({ id: 'abcdefgh'[index]!, text }));
