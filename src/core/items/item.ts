/** What an item is, before anyone is shown it. Everything here stays on the server. */

/**
 * Logistic item parameters on the ability scale (metric D = 1), `P(theta) = c + (d - c) / (1 + exp(-a (theta - b)))`.
 * `difficultyVariance` is the uncertainty of b (theta units squared); it attenuates a when scoring.
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

export type ItemOption = { readonly id: string; readonly text: string };

/** Text fields hold plain text with `inline code` and fenced code blocks, nothing else. */
export type ItemContent = {
  readonly type: 'singleChoice';
  readonly stem: string;
  readonly options: readonly ItemOption[];
  readonly keyId: string;
  readonly explanation: string;
  /** Help the interviewer may give before the answer; never hints at the key. */
  readonly hint: string | null;
};

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
