import type { ItemTypeName } from './item';

/**
 * What a candidate gave. Ids are those the item was shown with. `unit` is null where the item has none or only one;
 * `pairs` names a target for each prompt, some may be left open.
 */
export type ItemAnswer =
  | { readonly type: 'singleChoice'; readonly optionId: string }
  | { readonly type: 'multipleResponse'; readonly optionIds: readonly string[] }
  | { readonly type: 'numeric'; readonly text: string; readonly unit: string | null }
  | { readonly type: 'ordering'; readonly optionIds: readonly string[] }
  | { readonly type: 'matching'; readonly pairs: Readonly<Record<string, string>> }
  | { readonly type: 'shortText'; readonly text: string }
  | { readonly type: 'codeReading'; readonly optionId: string }
  | { readonly type: 'freeText'; readonly text: string };

export type AnswerOf<T extends ItemTypeName> = Extract<ItemAnswer, { type: T }>;

/**
 * The answer by its named fields, whatever else a stored one may carry, in one form for answers that mean the same, whatever order they arrived in: selections sorted, pairs sorted by prompt. Two
 * answers are the same exactly when their canonical forms are.
 */
export function canonicalAnswer(answer: ItemAnswer): ItemAnswer {
  switch (answer.type) {
    case 'singleChoice':
    case 'codeReading':
      return { type: answer.type, optionId: answer.optionId };
    case 'multipleResponse':
      return { type: answer.type, optionIds: answer.optionIds.toSorted() };
    case 'ordering':
      return { type: answer.type, optionIds: [...answer.optionIds] };
    case 'numeric':
      return { type: answer.type, text: answer.text.trim(), unit: answer.unit };
    case 'matching':
      return { type: answer.type, pairs: Object.fromEntries(Object.entries(answer.pairs).toSorted(byName)) };
    case 'shortText':
    case 'freeText':
      return { type: answer.type, text: answer.text.trim() };
  }
}

const byName = ([left]: [string, string], [right]: [string, string]) => (left < right ? -1 : 1);

export function isSameAnswer(left: ItemAnswer, right: ItemAnswer): boolean {
  return JSON.stringify(canonicalAnswer(left)) === JSON.stringify(canonicalAnswer(right));
}
