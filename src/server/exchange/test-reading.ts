import type { Note } from './item-record';
import type { Place, Problem } from './problem';

/** A section of a test, in document order; `depth` is 0 for one that stands in no other. */
export type TestSection = {
  readonly title: string;
  readonly depth: number;
  /** Items of the file it names itself, not through a section inside it; a refused one is not among them. */
  readonly itemIds: readonly string[];
  /** How many of its parts a candidate gets; null for all. */
  readonly select: number | null;
};

/**
 * What a test document of a package says. It becomes no assessment: an assessment is built from skills and chooses its items by the
 * answers, a test is a list of items. All it says beyond its items is either a fact below, or named in `notKept` with the reason.
 */
export type TestReading =
  | { readonly outcome: 'refused'; readonly problem: Problem }
  | {
      readonly outcome: 'read';
      readonly at: Place;
      readonly title: string;
      /** Written by an export: a list of its items by skill. */
      readonly isOwn: boolean;
      readonly timeLimitMs: number | null;
      /** Items one candidate gets; null where the test draws sections of different length. */
      readonly length: number | null;
      readonly sections: readonly TestSection[];
      /** References that lead to items of the file which cannot be read. */
      readonly unread: number;
      /** References that lead nowhere, and the like. */
      readonly problems: readonly Problem[];
      readonly notKept: readonly Note[];
      /** Problems and rules beyond the most that are listed. */
      readonly unlisted: number;
    };
