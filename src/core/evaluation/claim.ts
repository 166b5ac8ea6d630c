import type { Token } from './reading';
import type { Chunking } from './run-calls';
import type { TokenUsage } from './spending';
import type { TextSpan } from './text';

export type ClaimKind = 'numerical' | 'temporal' | 'definitional' | 'general';

/** One checkable statement of the output. `text` is the output between `start` and `end`, to the character. */
export type Claim = TextSpan & {
  id: string;
  index: number;
  text: string;
  kind: ClaimKind;
  /** The same in words that stand alone ("Marie Curie" for "she"), when a model took the claim out. */
  statement?: string;
};

/** A claim with its tokens, for those who compare it; the tokens are not stored. */
export type ReadClaim = Claim & { tokens: readonly Token[] };

export const LEFT_OUT_REASONS = {
  question: 'A question states nothing that could be checked.',
  greeting: 'A greeting or closing states nothing about the subject.',
  opinion: 'An opinion or guess of the speaker is not a statement of fact.',
  instruction: 'A request or instruction is neither true nor false.',
  no_content: 'It has no word that could be checked.',
  not_checkable: 'The model that took out the claims found nothing in it that could be checked.',
} as const;

export type LeftOutReason = keyof typeof LEFT_OUT_REASONS;

/** A stretch of the output that is not checked, and why. Claims and left-out stretches together cover every sentence. */
export type LeftOut = TextSpan & { text: string; reason: LeftOutReason };

export const VERDICT_LABELS = ['SUPPORTED', 'REFUTED', 'NOT_ENOUGH_INFO'] as const;
export type VerdictLabel = (typeof VERDICT_LABELS)[number];

/** The passage of a document that evidence was found in, kept as it was: `start` and `end` count the document's text. */
export type EvidenceDocument = TextSpan & { documentId: string; name: string; text: string };

/**
 * A stretch of the source, or of the document when there is one: offsets then count that document's text. `focus` is the word or
 * figure in it that decides, when one does.
 */
export type Evidence = TextSpan & {
  role: 'supports' | 'contradicts' | 'related';
  /** Share of the claim's content found in it, weighted by rarity, 0..1. */
  coverage: number;
  focus: TextSpan | null;
  document?: EvidenceDocument;
};

export const REASON_CODES = [
  'number',
  'date',
  'name',
  'negation',
  'antonym',
  'uncovered',
  'stated',
  'document',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** Why a claim lost support, or that a document settled it (`document`): what in the output (`outputSpan`) clashes with what in the source (`sourceSpan`), or is not there. */
export type Reason = {
  code: ReasonCode;
  message: string;
  outputSpan: TextSpan;
  sourceSpan: TextSpan | null;
  /** True when the source says otherwise, false when it is silent. */
  isContradiction: boolean;
};

/** What a verifier says of one claim. `probability` is that of support; `confidence` that of the label's side. Both 0..1. */
export type ClaimVerdict = {
  claimId: string;
  label: VerdictLabel;
  probability: number;
  confidence: number;
  evidence: readonly Evidence[];
  reasons: readonly Reason[];
  rationale: string;
  /** Who reached it, when the plan's verifier did not. */
  fallback?: { verifier: string; reason: string };
  usage?: TokenUsage;
  chunks?: Chunking;
};
