import { isDomainError } from '@/core/errors';
import type { ItemAnswer } from '@/core/items/answer';
import type { ShownItem } from '@/core/items/types/item-type';
import { checkAnswer } from '@/core/items/types/registry';
import { strings } from './_strings';

/** Why an answer cannot be submitted yet, in words; null when the item takes it. The server asks the same again. */
export function draftProblem(shown: ShownItem, draft: ItemAnswer | null): string | null {
  if (draft === null) return strings.missing[shown.type];
  const isOpenPair =
    shown.type === 'matching' &&
    draft.type === 'matching' &&
    shown.prompts.some(({ id }) => !Object.hasOwn(draft.pairs, id));
  if (isOpenPair || ('text' in draft && draft.text.trim() === '')) return strings.missing[shown.type];
  try {
    checkAnswer(shown, draft);
    return null;
  } catch (error) {
    if (isDomainError(error)) return error.message;
    throw error;
  }
}
