import { z } from 'zod';
import type { RunState } from '@/core/evaluation/run';
import type { RunSummary } from '@/core/evaluation/run-summary';
import { RunStateSchema } from './evaluation';
import { RunSummarySchema } from './run-summary';

/** What crosses the wire about runs, beside their events. */
export const RunId = z.uuid('a run id');

/** Entries of the history that come at once; fewer mean that there are no older ones. */
export const RUN_PAGE_SIZE = 30;

export const FollowRun = z.object({ runId: RunId, lastEventId: z.coerce.number().int().nonnegative().default(0) });

/** The same schemas under the types core reasons with, whose lists are read-only. */
const State: z.ZodType<RunState, RunState> = RunStateSchema;
const Summary: z.ZodType<RunSummary, RunSummary> = RunSummarySchema;

export const RunSnapshot = z.object({
  runId: z.string(),
  source: z.string(),
  output: z.string(),
  question: z.string().nullable(),
  /** A second output the panel compares with the first. */
  rival: z.string().nullable(),
  /** The run whose claims and verdicts were taken over. */
  rescoredFrom: z.string().nullable(),
  createdAt: z.iso.datetime(),
  state: State,
});
export type RunSnapshot = z.infer<typeof RunSnapshot>;

export const RunListEntry = z.object({
  runId: z.string(),
  status: RunStateSchema.shape.status,
  /** The beginning of the output, for recognising it. */
  excerpt: z.string(),
  summary: Summary.nullable(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type RunListEntry = z.infer<typeof RunListEntry>;
