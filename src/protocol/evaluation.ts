/**
 * What an evaluation run says on the wire and in the log. The events are exactly those of `core/evaluation/run-event.ts`; here they
 * become schemas, for parsing stored payloads and for declared outputs. README.md says who sends what, when.
 */
import { z } from 'zod';
import { LEFT_OUT_REASONS, REASON_CODES, VERDICT_LABELS } from '@/core/evaluation/claim';
import { FAILURE_CLASSES, ISSUE_TYPES, SEVERITIES } from '@/core/evaluation/judge';
import type { RunState } from '@/core/evaluation/run';
import { type RunEvent, type RunEventEnvelope, STAGES } from '@/core/evaluation/run-event';
import type { RunSummary } from '@/core/evaluation/run-summary';
import { MAX_TEXT_CODE_POINTS } from '@/core/evaluation/text';

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>) => Object.keys(table) as [K, ...K[]];

const count = z.number().int().nonnegative();
const share = z.number().min(0).max(1);

export const TextSpan = z.object({ start: count, end: count });

/** `null` value: not measured, with the reason. */
export const Statistic = z.union([
  z.object({
    value: z.number(),
    n: count,
    method: z.string(),
    interval: z
      .object({
        low: z.number(),
        high: z.number(),
        level: share,
        method: z.string(),
        resampling: z.object({ seed: z.string(), resamples: count, units: count }).optional(),
      })
      .optional(),
    noInterval: z.string().optional(),
  }),
  z.object({ value: z.null(), n: count, reason: z.string() }),
]);

export const VerdictLabel = z.enum(VERDICT_LABELS);

export const Claim = TextSpan.extend({
  id: z.string(),
  index: count,
  text: z.string(),
  kind: z.enum(['numerical', 'temporal', 'definitional', 'general']),
});

export const LeftOut = TextSpan.extend({ text: z.string(), reason: z.enum(keysOf(LEFT_OUT_REASONS)) });

export const Passage = TextSpan.extend({ sentence: count, score: z.number() });

export const Evidence = TextSpan.extend({
  role: z.enum(['supports', 'contradicts', 'related']),
  coverage: share,
  focus: TextSpan.nullable(),
});

export const Reason = z.object({
  code: z.enum(REASON_CODES),
  message: z.string(),
  outputSpan: TextSpan,
  sourceSpan: TextSpan.nullable(),
  isContradiction: z.boolean(),
});

export const ClaimVerdict = z.object({
  claimId: z.string(),
  label: VerdictLabel,
  probability: share,
  confidence: share,
  evidence: z.array(Evidence),
  reasons: z.array(Reason),
  rationale: z.string(),
});

export const FlaggedIssue = z.object({
  type: z.enum(ISSUE_TYPES),
  severity: z.enum(SEVERITIES),
  message: z.string(),
  outputSpan: TextSpan.nullable(),
  evidenceSpan: TextSpan.nullable(),
});

const TokenUsage = z.object({ inputTokens: count.nullable(), outputTokens: count.nullable(), requests: count });

export const Judgement = z.object({
  status: z.literal('judged'),
  score: z.number().min(0).max(100),
  confidence: share,
  rationale: z.string(),
  issues: z.array(FlaggedIssue),
  opinions: z.array(z.object({ claimId: z.string(), label: VerdictLabel, probability: share.nullable() })),
  usage: TokenUsage.nullable(),
});

export const FailureClass = z.enum(keysOf(FAILURE_CLASSES));

export const JudgeFailure = z.object({
  status: z.literal('failed'),
  class: FailureClass,
  message: z.string(),
  recovery: z.string(),
  usage: TokenUsage.nullable(),
});

export const PlannedJudge = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['builtIn', 'model']),
  provider: z.string(),
  version: z.string(),
});

export const RunPlan = z.object({
  judges: z.array(PlannedJudge),
  verifier: z.object({ id: z.string(), name: z.string() }),
  splitter: z.string(),
  rubric: z.object({ id: z.string(), version: z.number().int() }),
  quorum: z.number().int().positive(),
});

export const Stage = z.enum(STAGES);

export const RunSummarySchema = z.object({
  turnout: z.object({ asked: count, answered: count, abstained: count, failed: count, pending: count }),
  quorum: z.object({ needed: count, isMet: z.boolean(), isSingleJudge: z.boolean() }),
  consensus: Statistic,
  scoreRange: z.object({ low: z.number(), high: z.number() }).nullable(),
  claims: z.object({
    total: count,
    checked: count,
    supported: count,
    refuted: count,
    notEnoughInfo: count,
    unverified: count,
    leftOut: count,
  }),
  support: z.array(z.object({ claimId: z.string(), probability: share, label: VerdictLabel, opinions: count })),
  isCalibrated: z.boolean(),
  hallucinationRate: z.object({ refutedOnly: Statistic, refutedOrUnknown: Statistic }),
  hallucinationProbability: Statistic,
  worstClaimId: z.string().nullable(),
  composite: z.object({
    score: Statistic,
    parts: z.array(
      z.object({
        name: z.enum(['consensus', 'verdicts', 'issues', 'confidence']),
        weight: share,
        value: z.number().nullable(),
        contribution: z.number(),
        note: z.string(),
      }),
    ),
  }),
  agreement: z.object({ scoreDifference: Statistic, unanimousClaims: Statistic, alpha: Statistic }),
}) satisfies z.ZodType<RunSummary>;

export const RunFailureSchema = z.object({
  class: FailureClass,
  message: z.string(),
  kept: z.string(),
  recovery: z.string(),
});

const judgeEnd = { judgeId: z.string(), durationMs: count };

const EVENT_PAYLOADS = {
  runStarted: z.object({ plan: RunPlan }),
  stageStarted: z.object({ stage: Stage }),
  stageProgressed: z.object({ stage: Stage, progress: z.number().min(0).max(100) }),
  stageFinished: z.object({ stage: Stage }),
  claimsExtracted: z.object({ claims: z.array(Claim), leftOut: z.array(LeftOut) }),
  evidenceRetrieved: z.object({ claimId: z.string(), passages: z.array(Passage) }),
  verdictReached: ClaimVerdict,
  verdictFailed: z.object({ claimId: z.string(), failure: JudgeFailure }),
  judgeStarted: z.object({ judgeId: z.string() }),
  judgementReached: z.object({ ...judgeEnd, judgement: Judgement }),
  judgeAbstained: z.object({ ...judgeEnd, reason: z.string() }),
  judgeFailed: z.object({ ...judgeEnd, failure: JudgeFailure }),
  consensusUpdated: RunSummarySchema,
  runCompleted: RunSummarySchema,
  runFailed: RunFailureSchema,
  runCancelled: z.object({ reason: z.string() }),
} as const satisfies { [T in RunEvent['type']]: z.ZodType<Extract<RunEvent, { type: T }>['payload']> };

type Payloads = typeof EVENT_PAYLOADS;
type EventSchema<T extends keyof Payloads> = z.ZodObject<{ type: z.ZodLiteral<T>; payload: Payloads[T] }>;
const events = Object.entries(EVENT_PAYLOADS).map(([type, payload]) => z.object({ type: z.literal(type), payload }));

/** An event as the pipeline emits it. */
export const RunEventSchema = z.discriminatedUnion(
  'type',
  events as unknown as [EventSchema<'runStarted'>, ...EventSchema<keyof Payloads>[]],
) as unknown as z.ZodType<RunEvent>;

/** An event as it lies in the log and goes to every watcher: numbered from 1 without gaps, with its instant. */
export const RunEventEnvelopeSchema = z
  .object({ seq: z.number().int().positive(), at: z.iso.datetime(), type: z.string(), payload: z.unknown() })
  .transform(({ seq, at, type, payload }, context): RunEventEnvelope => {
    const parsed = RunEventSchema.safeParse({ type, payload });
    if (parsed.success) return { ...parsed.data, seq, at };
    for (const issue of parsed.error.issues)
      context.addIssue({ code: 'custom', message: issue.message, path: issue.path });
    return z.NEVER;
  });

const text = z.string();

/** Far above the limit in characters, so that a text that is merely too long gets the refusal that says so. */
const MAX_UNITS = 8 * MAX_TEXT_CODE_POINTS;

/** In UTF-16 units. */
export const MAX_QUESTION_LENGTH = 4_000;

/**
 * What an auditor submits. Its length is judged by `assertSubmittable`, in code points and with a code of its own; the bound
 * here only keeps absurd input from being looked at.
 */
export const SubmitRun = z.object({
  source: text.max(MAX_UNITS),
  output: text.max(MAX_UNITS),
  question: text.max(MAX_QUESTION_LENGTH).nullable().default(null),
});
export type SubmitRun = z.infer<typeof SubmitRun>;

const stageState = z.object({
  status: z.enum(['waiting', 'running', 'finished']),
  progress: z.number(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
});

const judgeState = z.discriminatedUnion('status', [
  z.object({ judge: PlannedJudge, status: z.literal('waiting') }),
  z.object({ judge: PlannedJudge, status: z.literal('running'), startedAt: z.string() }),
  z.object({ judge: PlannedJudge, status: z.literal('judged'), durationMs: count, judgement: Judgement }),
  z.object({ judge: PlannedJudge, status: z.literal('abstained'), durationMs: count, reason: z.string() }),
  z.object({ judge: PlannedJudge, status: z.literal('failed'), durationMs: count, failure: JudgeFailure }),
]);

/** The folded state of a run: what a page starts from before it follows the events. */
export const RunStateSchema = z.object({
  seq: count,
  status: z.enum(['queued', 'running', 'completed', 'failed', 'cancelled']),
  plan: RunPlan.nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  progress: z.number().min(0).max(100),
  stages: z.object({ retrieval: stageState, verification: stageState, judging: stageState, aggregation: stageState }),
  claims: z.array(Claim),
  leftOut: z.array(LeftOut),
  passages: z.array(z.array(Passage).nullable()),
  verdicts: z.array(ClaimVerdict.nullable()),
  unverified: z.array(z.object({ claimId: z.string(), failure: JudgeFailure })),
  judges: z.array(judgeState),
  summary: RunSummarySchema.nullable(),
  failure: RunFailureSchema.nullable(),
  cancelReason: z.string().nullable(),
}) satisfies z.ZodType<RunState>;
