import type { Claim, ClaimVerdict, LeftOut } from './claim';
import type { FailureClass, JudgeFailure, Judgement } from './judge';
import type { Passage } from './retrieval';
import type { RunSummary } from './run-summary';

/**
 * `retrieval` reads both texts, takes the claims out and finds source passages for each; `verification` reaches a verdict a claim;
 * `judging` asks the panel, at the same time; `aggregation` draws the final figures.
 */
export const STAGES = ['retrieval', 'verification', 'judging', 'aggregation'] as const;
export type Stage = (typeof STAGES)[number];

export type PlannedJudge = { id: string; name: string; kind: 'builtIn' | 'model'; provider: string; version: string };
export type RunPlan = {
  judges: readonly PlannedJudge[];
  verifier: { id: string; name: string };
  splitter: string;
  rubric: { id: string; version: number };
  quorum: number;
};

/** What can happen in a run, in the words that are stored and shown. Nothing here is ever taken back. */
export type RunEvent =
  | { type: 'runStarted'; payload: { plan: RunPlan } }
  | { type: 'stageStarted'; payload: { stage: Stage } }
  | { type: 'stageProgressed'; payload: { stage: Stage; progress: number } }
  | { type: 'stageFinished'; payload: { stage: Stage } }
  | { type: 'claimsExtracted'; payload: { claims: readonly Claim[]; leftOut: readonly LeftOut[] } }
  | { type: 'evidenceRetrieved'; payload: { claimId: string; passages: readonly Passage[] } }
  | { type: 'verdictReached'; payload: ClaimVerdict }
  | { type: 'verdictFailed'; payload: { claimId: string; failure: JudgeFailure } }
  | { type: 'judgeStarted'; payload: { judgeId: string } }
  | { type: 'judgementReached'; payload: { judgeId: string; durationMs: number; judgement: Judgement } }
  | { type: 'judgeAbstained'; payload: { judgeId: string; durationMs: number; reason: string } }
  | { type: 'judgeFailed'; payload: { judgeId: string; durationMs: number; failure: JudgeFailure } }
  | { type: 'consensusUpdated'; payload: RunSummary }
  | { type: 'runCompleted'; payload: RunSummary }
  | { type: 'runFailed'; payload: RunFailure }
  | { type: 'runCancelled'; payload: { reason: string } };

/** Why a whole run ended without a result: what happened, what was kept, what to do. */
export type RunFailure = { class: FailureClass; message: string; kept: string; recovery: string };

/** As it lies in the log: `seq` counts from 1 without gaps, `at` is an ISO instant. */
export type RunEventEnvelope = RunEvent & { seq: number; at: string };
