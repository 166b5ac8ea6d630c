import type { ReadClaim, VerdictLabel } from './claim';
import type { DocumentPassage } from './document-passage';
import type { PreferenceOutcome } from './preference';
import type { Reading } from './reading';
import type { Rubric } from './rubric';
import type { Chunking, RunCalls } from './run-calls';
import type { SourceIndex } from './source-index';
import type { TokenUsage } from './spending';
import type { TextSpan } from './text';

export const ISSUE_TYPES = [
  'factual_error',
  'hallucination',
  'unsupported_claim',
  'temporal_inconsistency',
  'numerical_error',
  'bias',
  'other',
] as const;
export type IssueType = (typeof ISSUE_TYPES)[number];

export const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Something a judge found wrong, where in the output, and what in the source shows it. Spans are null when it has no place. */
export type FlaggedIssue = {
  type: IssueType;
  severity: Severity;
  message: string;
  outputSpan: TextSpan | null;
  evidenceSpan: TextSpan | null;
};

/**
 * What a judge says of one claim. `probability` of support is null when the judge looked at one aspect only (its figures, its
 * names): such an opinion counts for agreement, but a figure that is right does not make a claim supported, so it is not pooled.
 */
export type ClaimOpinion = { claimId: string; label: VerdictLabel; probability: number | null };

/** A judge's answer. `score` 0 (all wrong) to 100 (all right); `confidence` 0..1 is the judge's own word and weighs nothing. */
export type Judgement = {
  status: 'judged';
  score: number;
  confidence: number;
  rationale: string;
  issues: readonly FlaggedIssue[];
  opinions: readonly ClaimOpinion[];
  usage: TokenUsage | null;
  /** Present when the texts were too long for one request and were read in parts. */
  chunks?: Chunking;
};

export const FAILURE_CLASSES = {
  authentication: 'The key is missing, wrong or withdrawn. Set a valid key and start again.',
  billing: 'The provider wants payment or the quota is used up. Settle it with the provider, then start again.',
  rate_limited: 'The provider asked for fewer requests, more than once. Wait a few minutes, then run this judge again.',
  timeout: 'The answer did not come in time. Run this judge again, or raise its time limit.',
  unparsable:
    'The answer was not what was asked for, also after one request to repair it. Try a model that follows instructions better.',
  too_long: 'The texts do not fit into the model. Use a model with a longer context, or shorten the texts.',
  not_found: 'The provider does not know the model or the address. Check the base address and the model name.',
  refused: 'The provider refused the request. Its message says why.',
  unavailable: 'The provider could not be reached or answered with an error of its own. Run this judge again later.',
  budget:
    'The budget of the run would have been passed, so nothing more was asked. Raise it and continue the run: only what is missing is done.',
  internal: 'The judge stopped with an error of its own. Report it with the number of the run.',
} as const;
export type FailureClass = keyof typeof FAILURE_CLASSES;

/** What would fail again at once: whoever failed so is not asked again in this run. */
export const FATAL_CLASSES: ReadonlySet<FailureClass> = new Set(['authentication', 'billing', 'not_found', 'budget']);

/** A judge without an answer. Its score is not 0 and not 100: there is none, for the reason named. */
export type JudgeFailure = {
  status: 'failed';
  class: FailureClass;
  message: string;
  recovery: string;
  usage: TokenUsage | null;
};

/** A judge that has nothing to look at (no figure in the output) says so: it neither praises nor blames. */
export type Abstention = { status: 'abstained'; reason: string };

export type JudgeOutcome = Judgement | Abstention | JudgeFailure;

/** Not measured, as a value. */
export function unmeasured(kind: FailureClass, message: string, usage: TokenUsage | null = null): JudgeFailure {
  return { status: 'failed', class: kind, message, recovery: FAILURE_CLASSES[kind], usage };
}

export type JudgeInput = {
  source: Reading;
  index: SourceIndex;
  output: Reading;
  question: string | null;
  claims: readonly ReadClaim[];
  /** Passages of collections by the claim's index, where some are searched. */
  documents?: readonly (readonly DocumentPassage[] | null)[];
  rubric: Rubric;
  /** Which repeat of the same question this is, from 1. */
  repeat: number;
  calls: RunCalls;
};

export type RivalOutput = { output: Reading; claims: readonly ReadClaim[] };

/** What the panel asks. `provider` names what is shared with other judges (a host with its limits), `version` the exact wording. */
export type Judge = {
  readonly id: string;
  readonly name: string;
  readonly kind: 'builtIn' | 'model';
  readonly provider: string;
  readonly version: string;
  readonly deadlineMs: number;
  /** Answers, abstains or fails by value; a throw is taken for a bug of the judge (`internal`), an abort for a timeout or cancel. */
  judge(input: JudgeInput, signal: AbortSignal): Promise<JudgeOutcome>;
  /** Which of two outputs is better by the rubric; absent when it cannot compare. `rival` has its own claims. */
  compare?(input: JudgeInput, rival: RivalOutput, signal: AbortSignal): Promise<PreferenceOutcome>;
};
