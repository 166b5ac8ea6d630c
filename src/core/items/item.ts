/** What an item is, before anyone is shown it. Everything here stays on the server. */

/**
 * Logistic item parameters on the ability scale (metric D = 1), `P(theta) = c + (d - c) / (1 + exp(-a (theta - b)))`.
 * `difficultyVariance` is the uncertainty of b (theta units squared); scoring averages over it.
 */
export type ItemParameters = {
  readonly discrimination: number;
  readonly difficulty: number;
  readonly guessing: number;
  readonly upperAsymptote: number;
  readonly difficultyVariance: number;
  /**
   * Items with part scores (graded response model, Samejima 1969): strictly increasing offsets of the m category boundaries
   * from `difficulty`, theta units; `P(X >= j) = 1 / (1 + exp(-a (theta - b - thresholds[j - 1])))` for j = 1..m points.
   * Absent: one point, right or wrong. With two boundaries or more there are no asymptotes: c = 0 and d = 1.
   */
  readonly thresholds?: readonly number[];
};

/** A picture or a recording that belongs to a stem or an option. The words that stand for it are part of it. */
export type MediaRef = {
  readonly mediaId: string;
  readonly kind: 'image' | 'audio';
  /** Says what it shows, or what is said in it; never empty. */
  readonly alternativeText: string;
};

export type ItemOption = { readonly id: string; readonly text: string; readonly media?: MediaRef };

/** What every type has. Text fields hold plain text with `inline code` and fenced code blocks, nothing else. */
export type CommonContent = {
  readonly stem: string;
  readonly stemMedia?: readonly MediaRef[];
  readonly explanation: string;
  /** Help the interviewer may give before the answer; never hints at the key. */
  readonly hint: string | null;
};

/** Half-width of the interval of right values, ends included: in the item's unit, or as a share of the key's magnitude. */
export type Tolerance = { readonly kind: 'absolute' | 'relative'; readonly value: number };

/** `value` in this unit times `factor` is the value in the item's own unit. */
export type OtherUnit = { readonly unit: string; readonly factor: number };

/**
 * Which short texts are right. Normalised: compared after NFKC, with runs of white space as one space; letter case and
 * diacritics count only as said. Pattern: a regular expression of the safe kind (`safe-pattern.ts`) that the whole text
 * has to match; `example` is a text that does, for the explanation and for tests.
 */
export type AcceptedText =
  | {
      readonly kind: 'normalised';
      readonly texts: readonly string[];
      readonly matchCase?: boolean;
      readonly ignoreDiacritics?: boolean;
    }
  | { readonly kind: 'pattern'; readonly pattern: string; readonly example: string };

/** Shown below the stem; `highlightedLines` are 1-based and marked by more than colour. */
export type ItemCode = {
  readonly language: string;
  readonly text: string;
  readonly highlightedLines: readonly number[];
};

/** One thing a free text must say, and its points when it does. */
export type RubricCriterion = { readonly id: string; readonly text: string; readonly points: number };

/** The content of an item, by type. What each type adds is explained, checked and scored in `types/<type>.ts`. */
export type ItemContent =
  | (CommonContent & {
      readonly type: 'singleChoice';
      readonly options: readonly ItemOption[];
      readonly keyId: string;
    })
  | (CommonContent & {
      readonly type: 'multipleResponse';
      readonly options: readonly ItemOption[];
      readonly keyIds: readonly string[];
    })
  | (CommonContent & {
      readonly type: 'numeric';
      readonly key: number;
      readonly tolerance: Tolerance;
      readonly unit: string | null;
      readonly otherUnits: readonly OtherUnit[];
    })
  | (CommonContent & {
      readonly type: 'ordering';
      /** In the correct order. */
      readonly options: readonly ItemOption[];
    })
  | (CommonContent & {
      readonly type: 'matching';
      readonly prompts: readonly ItemOption[];
      readonly targets: readonly ItemOption[];
      /** The target of each prompt, by id. */
      readonly key: Readonly<Record<string, string>>;
    })
  | (CommonContent & { readonly type: 'shortText'; readonly accepted: AcceptedText })
  | (CommonContent & {
      readonly type: 'codeReading';
      readonly code: ItemCode;
      readonly options: readonly ItemOption[];
      readonly keyId: string;
    })
  | (CommonContent & {
      readonly type: 'freeText';
      readonly rubric: readonly RubricCriterion[];
      readonly modelAnswer: string;
      readonly maxWords: number;
    });

export type ItemTypeName = ItemContent['type'];
export type ContentOf<T extends ItemTypeName> = Extract<ItemContent, { type: T }>;

/**
 * One version of an item, or of a family of variants when `modelId` is set: the content of a family is made by its
 * model from a seed at presentation time.
 */
export type Item = {
  readonly id: string;
  readonly version: number;
  readonly skillId: string;
  readonly parameters: ItemParameters;
  readonly expectedTimeMs: number;
  /** Items that must not be seen by a person who has seen this one. */
  readonly enemies: readonly string[];
  readonly source:
    | { readonly kind: 'written'; readonly content: ItemContent }
    | { readonly kind: 'model'; readonly modelId: string; readonly level: string };
};
