/**
 * What an evaluation run says on the wire and in the log. The events are exactly those of `core/evaluation/run-event.ts`; here they
 * become schemas, for parsing stored payloads and for declared outputs. README.md says who sends what, when.
 */
import { z } from 'zod';
import { LEFT_OUT_REASONS, REASON_CODES, VERDICT_LABELS } from '@/core/evaluation/claim';
import { FAILURE_CLASSES, ISSUE_TYPES, SEVERITIES } from '@/core/evaluation/judge';
import type { PreferenceOutcome } from '@/core/evaluation/preference';
import type { RunState } from '@/core/evaluation/run';
import { type RunEvent, type RunEventEnvelope, STAGES } from '@/core/evaluation/run-event';
import { MAX_TEXT_CODE_POINTS } from '@/core/evaluation/text';
import { CollectionId, DocumentPassageSchema, MAX_RUN_COLLECTIONS } from './collection';
import {
  BudgetSchema,
  ChunkingSchema,
  ConsensusRule,
  PlannedJudge,
  RunPlan,
  SpendingSchema,
  TokenUsageSchema,
} from './run-plan';
import { RunSummarySchema } from './run-summary';
import { count, share } from './statistic';

const keysOf = <K extends string>(table: Readonly<Record<K, unknown>>) => Object.keys(table) as [K, ...K[]];

export const TextSpan = z.object({ start: count, end: count });

export const VerdictLabel = z.enum(VERDICT_LABELS);

export const Claim = TextSpan.extend({
  id: z.string(),
  index: count,
  text: z.string(),
  kind: z.enum(['numerical', 'temporal', 'definitional', 'general']),
  statement: z.string().optional(),
});

export const LeftOut = TextSpan.extend({ text: z.string(), reason: z.enum(keysOf(LEFT_OUT_REASONS)) });

export const Passage = TextSpan.extend({ sentence: count, score: z.number() });

export const Evidence = TextSpan.extend({
  role: z.enum(['supports', 'contradicts', 'related']),
  coverage: share,
  focus: TextSpan.nullable(),
  document: TextSpan.extend({ documentId: z.string(), name: z.string(), text: z.string() }).optional(),
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
  fallback: z.object({ verifier: z.string(), reason: z.string() }).optional(),
  usage: TokenUsageSchema.optional(),
  chunks: ChunkingSchema.optional(),
});

export const FlaggedIssue = z.object({
  type: z.enum(ISSUE_TYPES),
  severity: z.enum(SEVERITIES),
  message: z.string(),
  outputSpan: TextSpan.nullable(),
  evidenceSpan: TextSpan.nullable(),
});

export const Judgement = z.object({
  status: z.literal('judged'),
  score: z.number().min(0).max(100),
  confidence: share,
  rationale: z.string(),
  issues: z.array(FlaggedIssue),
  opinions: z.array(z.object({ claimId: z.string(), label: VerdictLabel, probability: share.nullable() })),
  usage: TokenUsageSchema.nullable(),
  chunks: ChunkingSchema.optional(),
});

export const FailureClass = z.enum(keysOf(FAILURE_CLASSES));

export const JudgeFailure = z.object({
  status: z.literal('failed'),
  class: FailureClass,
  message: z.string(),
  recovery: z.string(),
  usage: TokenUsageSchema.nullable(),
});

export const Stage = z.enum(STAGES);

const Side = z.enum(['output', 'rival']);
const Preferred = z.enum(['output', 'rival', 'tie']);

export const PreferenceOutcomeSchema = z.discriminatedUnion('status', [
  z.object({
    status: z.literal('preferred'),
    preferred: Preferred,
    isConsistent: z.boolean(),
    reason: z.string(),
    showings: z.array(z.object({ first: Side, preferred: Preferred, rationale: z.string() })),
    usage: TokenUsageSchema.nullable(),
  }),
  z.object({ status: z.literal('abstained'), reason: z.string() }),
  JudgeFailure,
]) satisfies z.ZodType<PreferenceOutcome>;

const Splitting = z.object({
  id: z.string(),
  note: z.string().nullable(),
  usage: TokenUsageSchema.nullable(),
  chunks: ChunkingSchema.optional(),
});

const Exhaustion = z.object({ budget: BudgetSchema, spent: SpendingSchema });

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
  claimsExtracted: z.object({
    claims: z.array(Claim),
    leftOut: z.array(LeftOut),
    splitting: Splitting.optional(),
  }),
  evidenceRetrieved: z.object({
    claimId: z.string(),
    passages: z.array(Passage),
    documents: z.array(DocumentPassageSchema).optional(),
  }),
  verdictReached: ClaimVerdict,
  verdictFailed: z.object({ claimId: z.string(), failure: JudgeFailure }),
  judgeStarted: z.object({ judgeId: z.string() }),
  judgementReached: z.object({ ...judgeEnd, judgement: Judgement }),
  judgeAbstained: z.object({ ...judgeEnd, reason: z.string() }),
  judgeFailed: z.object({ ...judgeEnd, failure: JudgeFailure }),
  preferenceReached: z.object({ ...judgeEnd, outcome: PreferenceOutcomeSchema }),
  budgetExhausted: Exhaustion,
  consensusUpdated: RunSummarySchema,
  runCompleted: RunSummarySchema,
  runFailed: RunFailureSchema,
  runCancelled: z.object({ reason: z.string() }),
  runReopened: z.object({
    reason: z.string(),
    judgeIds: z.array(z.string()),
    claimIds: z.array(z.string()),
    budget: BudgetSchema.nullable().optional(),
  }),
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

/** How often one judge may be asked the same. */
export const MAX_REPEATS = 5;

/**
 * How an auditor wants it done; everything has a default. `rival` is a second output to compare with the first. `useModel` false
 * keeps the texts in the house, also where a model is configured. `judgeIds` null asks all. Collections are searched beside the
 * source, for claims it leaves open.
 */
export const RunWishes = z.object({
  rubricId: z.string().max(80).default('factuality'),
  rule: ConsensusRule.default('mean'),
  repeats: z.number().int().min(1).max(MAX_REPEATS).default(1),
  judgeIds: z.array(z.string().max(200)).max(50).nullable().default(null),
  useModel: z.boolean().default(true),
  budget: BudgetSchema.nullable().default(null),
  rival: text.max(MAX_UNITS).nullable().default(null),
  collectionIds: z.array(CollectionId).max(MAX_RUN_COLLECTIONS).default([]),
});
export type RunWishes = z.infer<typeof RunWishes>;

/**
 * What an auditor submits. Its length is judged by `assertSubmittable`, in code points and with a code of its own; the bound
 * here only keeps absurd input from being looked at.
 */
export const SubmitRun = z.object({
  source: text.max(MAX_UNITS),
  output: text.max(MAX_UNITS),
  question: text.max(MAX_QUESTION_LENGTH).nullable().default(null),
  configuration: RunWishes.prefault({}),
});
export type SubmitRun = z.infer<typeof SubmitRun>;

const stageState = z.object({
  status: z.enum(['waiting', 'running', 'finished']),
  progress: z.number(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
});

const ended = { durationMs: count, endedAt: z.string().optional() };

const judgeState = z.discriminatedUnion('status', [
  z.object({ judge: PlannedJudge, status: z.literal('waiting') }),
  z.object({ judge: PlannedJudge, status: z.literal('running'), startedAt: z.string() }),
  z.object({ judge: PlannedJudge, status: z.literal('judged'), ...ended, judgement: Judgement }),
  z.object({ judge: PlannedJudge, status: z.literal('abstained'), ...ended, reason: z.string() }),
  z.object({ judge: PlannedJudge, status: z.literal('failed'), ...ended, failure: JudgeFailure }),
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
  documents: z.array(z.array(DocumentPassageSchema).nullable()),
  verdicts: z.array(ClaimVerdict.nullable()),
  unverified: z.array(z.object({ claimId: z.string(), failure: JudgeFailure })),
  judges: z.array(judgeState),
  splitting: Splitting.nullable(),
  preferences: z.array(z.object({ ...judgeEnd, outcome: PreferenceOutcomeSchema })),
  spent: SpendingSchema,
  exhausted: Exhaustion.nullable(),
  summary: RunSummarySchema.nullable(),
  failure: RunFailureSchema.nullable(),
  cancelReason: z.string().nullable(),
}) satisfies z.ZodType<RunState>;
