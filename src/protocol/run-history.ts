import { z } from 'zod';
import { RunStateSchema } from './evaluation';
import { RunListEntry } from './run';

export const MAX_SEARCH_LENGTH = 200;

/** `score` and `hallucination` put runs without that figure last. */
export const RunSort = z.enum(['newest', 'scoreHigh', 'scoreLow', 'hallucination']);
export type RunSort = z.infer<typeof RunSort>;

/**
 * What of the history is asked for. All that is given must hold. `search`: all these words are in the output, the source or the
 * question; the last may be the beginning of one. `after` is the `cursor` of the last entry of the page before; `before` is the
 * older way to ask for the next page, by the creation instant of that entry, and holds for `newest` alone.
 */
export const ListRuns = z.object({
  before: z.iso.datetime().nullable().default(null),
  after: z.string().max(200).nullable().default(null),
  sort: RunSort.default('newest'),
  search: z.string().max(MAX_SEARCH_LENGTH).default(''),
  status: z.array(RunStateSchema.shape.status).max(5).default([]),
  minScore: z.number().min(0).max(100).nullable().default(null),
  maxScore: z.number().min(0).max(100).nullable().default(null),
  judgeId: z.string().max(200).nullable().default(null),
  rubricId: z.string().max(80).nullable().default(null),
  /** From this instant on, and before that one. */
  from: z.iso.datetime().nullable().default(null),
  until: z.iso.datetime().nullable().default(null),
  creator: z.enum(['all', 'me']).default('all'),
});
export type ListRuns = z.infer<typeof ListRuns>;

/** `cursor` is the entry's place in the order that was asked for. */
export const RunHistoryEntry = RunListEntry.extend({ cursor: z.string() });
export type RunHistoryEntry = z.infer<typeof RunHistoryEntry>;
