import type { AnswerOf } from '../answer';
import type {
  AcceptedText,
  ContentOf,
  ItemCode,
  ItemOption,
  ItemTypeName,
  MediaRef,
  OtherUnit,
  RubricCriterion,
  Tolerance,
} from '../item';
import type { Random } from '../random';

/**
 * What a candidate sees of an item, by type. Options carry the id they are shown under, nothing else. No field here may
 * tell the key: the contract test compares the shown forms of contents that differ in nothing but their keys.
 */
export type ShownItem = { readonly stem: string; readonly stemMedia?: readonly MediaRef[] } & (
  | { readonly type: 'singleChoice'; readonly options: readonly ItemOption[] }
  | { readonly type: 'multipleResponse'; readonly options: readonly ItemOption[] }
  /** The units to choose from, sorted; none for a bare number. */
  | { readonly type: 'numeric'; readonly units: readonly string[] }
  | { readonly type: 'ordering'; readonly options: readonly ItemOption[] }
  | { readonly type: 'matching'; readonly prompts: readonly ItemOption[]; readonly targets: readonly ItemOption[] }
  | { readonly type: 'shortText' }
  | { readonly type: 'codeReading'; readonly code: ItemCode; readonly options: readonly ItemOption[] }
  | { readonly type: 'freeText'; readonly maxWords: number }
);
export type ShownOf<T extends ItemTypeName> = Extract<ShownItem, { type: T }>;

/** What an answer is scored against, in the ids the item was shown with. Sealed in the log until the feedback mode allows. */
export type ItemKey =
  | { readonly type: 'singleChoice'; readonly keyId: string }
  | { readonly type: 'multipleResponse'; readonly keyIds: readonly string[] }
  | {
      readonly type: 'numeric';
      readonly key: number;
      readonly tolerance: Tolerance;
      readonly unit: string | null;
      readonly otherUnits: readonly OtherUnit[];
    }
  | { readonly type: 'ordering'; readonly order: readonly string[] }
  | { readonly type: 'matching'; readonly pairs: Readonly<Record<string, string>> }
  | { readonly type: 'shortText'; readonly accepted: AcceptedText }
  | { readonly type: 'codeReading'; readonly keyId: string }
  | { readonly type: 'freeText'; readonly rubric: readonly RubricCriterion[]; readonly modelAnswer: string };
export type KeyOf<T extends ItemTypeName> = Extract<ItemKey, { type: T }>;

/**
 * An item type. Registered in `registry.ts`; the contract test in `test/core/items/types` runs over every registered one.
 */
export type ItemType<T extends ItemTypeName> = {
  readonly type: T;
  /** What is structurally wrong with the parts this type adds, as sentences; empty when nothing is. */
  validate(content: ContentOf<T>): string[];
  /** The item as one candidate gets it; the same dice give the same. */
  present(content: ContentOf<T>, random: Random): { readonly shown: ShownOf<T>; readonly key: KeyOf<T> };
  /** The shown item by its named fields, whatever else a stored one may carry. */
  shownOnly(shown: ShownOf<T>): ShownOf<T>;
  /** Points of a fully correct answer: a whole number, 1 for a type without partial credit. */
  maxPoints(key: KeyOf<T>): number;
  /**
   * The answer in its canonical form, if it is one this item takes; it says nothing about being right.
   * @throws DomainError `option_not_offered`, `answer_malformed`, `not_a_number`, `answer_too_long`.
   */
  check(shown: ShownOf<T>, answer: AnswerOf<T>): AnswerOf<T>;
  /** Points of a checked answer, 0 to `maxPoints`; null when they come later from someone who reads it. */
  score(key: KeyOf<T>, answer: AnswerOf<T>): number | null;
  /** The fully correct answer, for feedback after the item. */
  keyAnswer(key: KeyOf<T>): AnswerOf<T>;
};
