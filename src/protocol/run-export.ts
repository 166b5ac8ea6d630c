import { z } from 'zod';
import {
  Claim,
  ClaimVerdict,
  Evidence,
  FlaggedIssue,
  LeftOut,
  RunStateSchema,
  TextSpan,
  VerdictLabel,
} from './evaluation';
import { RunPlan, SpendingSchema, TokenUsageSchema } from './run-plan';
import { count, RunFigureSchema, share } from './statistic';

/** `GET /api/runs/<id>/export?format=` gives one run as a file. */
export const EXPORT_FORMATS = ['json', 'csv', 'pdf'] as const;
export type RunExportFormat = (typeof EXPORT_FORMATS)[number];
export const RunExportQuery = z.object({ format: z.enum(EXPORT_FORMATS) });

export const RUN_EXPORT_FORMAT = 'assay.run';
export const RUN_EXPORT_VERSION = 1;

/** Where a claim stands at the end: its pooled label, or why it has none. */
export const ClaimStanding = z.enum([...VerdictLabel.options, 'NOT_CHECKED', 'NOT_REACHED']);

const ExportedClaim = Claim.extend({
  standing: ClaimStanding,
  /** Pooled over the verifier and the judges that judged the whole claim; calibrated when the plan says so. */
  probability: share.nullable(),
  opinions: z.array(z.object({ by: z.string(), label: VerdictLabel, probability: share.nullable() })),
  /** What the verifier said; null when it was not reached or failed. `quote` is the source between `start` and `end`. */
  verdict: ClaimVerdict.omit({ claimId: true, evidence: true })
    .extend({ evidence: z.array(Evidence.extend({ quote: z.string() })) })
    .nullable(),
  failure: z.string().nullable(),
});

const ExportedJudge = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['builtIn', 'model']),
  provider: z.string(),
  /** Of the judge; for a model it names the exact prompt. */
  version: z.string(),
  repeat: z.number().int().positive().nullable(),
  status: z.enum(['judged', 'abstained', 'failed', 'notReached']),
  score: z.number().nullable(),
  confidence: share.nullable(),
  rationale: z.string().nullable(),
  /** Why there is no answer. */
  reason: z.string().nullable(),
  durationMs: count.nullable(),
  issues: z.array(FlaggedIssue),
  usage: TokenUsageSchema.nullable(),
});

/** Everything a run says, in one file. Offsets are UTF-16 units of the texts as they stand here. */
export const RunExport = z.object({
  format: z.literal(RUN_EXPORT_FORMAT),
  version: z.literal(RUN_EXPORT_VERSION),
  exportedAt: z.iso.datetime(),
  run: z.object({
    id: z.string(),
    status: RunStateSchema.shape.status,
    createdAt: z.iso.datetime(),
    startedAt: z.string().nullable(),
    endedAt: z.string().nullable(),
    rescoredFrom: z.string().nullable(),
    /** Why parts are missing, in words. */
    missing: z.array(z.string()),
  }),
  texts: z.object({
    source: z.string(),
    output: z.string(),
    question: z.string().nullable(),
    rival: z.string().nullable(),
  }),
  plan: RunPlan.nullable(),
  claims: z.array(ExportedClaim),
  leftOut: z.array(LeftOut.extend(TextSpan.shape)),
  judges: z.array(ExportedJudge),
  figures: z.array(RunFigureSchema),
  spent: SpendingSchema,
});
export type RunExport = z.infer<typeof RunExport>;
