import type { Calibrator } from '@/core/statistics/calibration';
import type { ConformalRule } from '@/core/statistics/conformal';
import type { ConsensusRule } from '@/core/statistics/consensus-rules';
import type { Claim, ClaimVerdict, LeftOut } from './claim';
import type { DocumentPassage } from './document-passage';
import type { FailureClass, JudgeFailure, Judgement } from './judge';
import type { PreferenceOutcome } from './preference';
import type { Passage } from './retrieval';
import type { Chunking } from './run-calls';
import type { RunSummary } from './run-summary';
import type { Budget, Spending, TokenUsage } from './spending';

/**
 * `retrieval` reads both texts, takes the claims out and finds source passages for each; `verification` reaches a verdict a claim;
 * `judging` asks the panel, at the same time; `aggregation` draws the final figures.
 */
export const STAGES = ['retrieval', 'verification', 'judging', 'aggregation'] as const;
export type Stage = (typeof STAGES)[number];

/** A judge asked more than once stands here once a repeat: `of` names the judge, `repeat` counts from 1. */
export type PlannedJudge = {
  id: string;
  name: string;
  kind: 'builtIn' | 'model';
  provider: string;
  version: string;
  of?: string;
  repeat?: number;
};

/**
 * What the organisation's labels say about probabilities like these: how to calibrate the pooled probability, from where on a claim
 * is supported, and the conformal rule. Kept in the plan, so that the figures of a run follow from its own log.
 */
export type PlannedCalibration = {
  n: number;
  calibrator: Calibrator;
  threshold: number;
  conformal: ConformalRule | null;
  /** Weight of each judge in the weighted consensus, by the judge's id. */
  weights: Readonly<Record<string, number>>;
};

export type RunPlan = {
  judges: readonly PlannedJudge[];
  verifier: { id: string; name: string };
  splitter: string;
  /** `hash` is of the rubric's text. */
  rubric: { id: string; version: number; name?: string; hash?: string };
  quorum: number;
  rule?: ConsensusRule;
  budget?: Budget | null;
  calibration?: PlannedCalibration | null;
  /** The run whose claims and verdicts were taken over. */
  reuses?: { runId: string } | null;
  /** What was searched beside the source. */
  collections?: readonly { id: string; name: string }[];
};

/** How the claims were taken out: by whom, and why not by the model when it was asked first. */
export type Splitting = { id: string; note: string | null; usage: TokenUsage | null; chunks?: Chunking };

/** What can happen in a run, in the words that are stored and shown. Nothing here is ever taken back. */
export type RunEvent =
  | { type: 'runStarted'; payload: { plan: RunPlan } }
  | { type: 'stageStarted'; payload: { stage: Stage } }
  | { type: 'stageProgressed'; payload: { stage: Stage; progress: number } }
  | { type: 'stageFinished'; payload: { stage: Stage } }
  | {
      type: 'claimsExtracted';
      payload: { claims: readonly Claim[]; leftOut: readonly LeftOut[]; splitting?: Splitting };
    }
  | {
      type: 'evidenceRetrieved';
      payload: { claimId: string; passages: readonly Passage[]; documents?: readonly DocumentPassage[] };
    }
  | { type: 'verdictReached'; payload: ClaimVerdict }
  | { type: 'verdictFailed'; payload: { claimId: string; failure: JudgeFailure } }
  | { type: 'judgeStarted'; payload: { judgeId: string } }
  | { type: 'judgementReached'; payload: { judgeId: string; durationMs: number; judgement: Judgement } }
  | { type: 'judgeAbstained'; payload: { judgeId: string; durationMs: number; reason: string } }
  | { type: 'judgeFailed'; payload: { judgeId: string; durationMs: number; failure: JudgeFailure } }
  | { type: 'preferenceReached'; payload: { judgeId: string; durationMs: number; outcome: PreferenceOutcome } }
  /** The budget would have been passed: what came after it was not asked. */
  | { type: 'budgetExhausted'; payload: { budget: Budget; spent: Spending } }
  | { type: 'consensusUpdated'; payload: RunSummary }
  | { type: 'runCompleted'; payload: RunSummary }
  | { type: 'runFailed'; payload: RunFailure }
  | { type: 'runCancelled'; payload: { reason: string } }
  /** An ended run goes on: these judges and claims are asked again, everything else that was reached stays. */
  | { type: 'runReopened'; payload: RunReopening };

export type RunReopening = {
  reason: string;
  judgeIds: readonly string[];
  claimIds: readonly string[];
  /** The budget from here on; absent keeps the old one. */
  budget?: Budget | null;
};

/** Why a whole run ended without a result: what happened, what was kept, what to do. */
export type RunFailure = { class: FailureClass; message: string; kept: string; recovery: string };

/** As it lies in the log: `seq` counts from 1 without gaps, `at` is an ISO instant. */
export type RunEventEnvelope = RunEvent & { seq: number; at: string };
