import type { Claim, ClaimVerdict, LeftOut } from './claim';
import type { DocumentPassage } from './document-passage';
import type { JudgeFailure, Judgement } from './judge';
import type { PreferenceOutcome } from './preference';
import type { Passage } from './retrieval';
import {
  type PlannedJudge,
  type RunEvent,
  type RunEventEnvelope,
  type RunFailure,
  type RunPlan,
  type RunReopening,
  type Splitting,
  STAGES,
  type Stage,
} from './run-event';
import type { RunSummary } from './run-summary';
import { addUsage, type Budget, NOTHING_SPENT, type Spending } from './spending';

/**
 * A run as its events tell it.
 *
 *     queued ──runStarted──► running ──runCompleted──► completed
 *                              ├──runFailed──► failed
 *                              └──runCancelled──► cancelled
 *         completed, failed, cancelled ──runReopened──► running
 *
 * An ended run takes no event but runReopened. Progress never falls, unless a run is reopened, and is 100 exactly when the run has
 * completed. The same events in the
 * same order give the same state to the byte, on the server, in the browser and years later.
 */
export type RunState = {
  seq: number;
  status: RunStatus;
  plan: RunPlan | null;
  startedAt: string | null;
  endedAt: string | null;
  /** Of the whole run, 0..100. */
  progress: number;
  stages: Readonly<Record<Stage, StageState>>;
  claims: readonly Claim[];
  leftOut: readonly LeftOut[];
  /** By the claim's index; null until there are some. */
  passages: readonly (readonly Passage[] | null)[];
  /** By the claim's index, of the collections that are searched; null until there are some. */
  documents: readonly (readonly DocumentPassage[] | null)[];
  /** By the claim's index; null until reached. */
  verdicts: readonly (ClaimVerdict | null)[];
  /** Claims the verifier failed on: they have no verdict and count nowhere. */
  unverified: readonly { claimId: string; failure: JudgeFailure }[];
  judges: readonly JudgeState[];
  /** How the claims were taken out; null in logs that do not say. */
  splitting: Splitting | null;
  /** Which of two outputs each judge prefers; empty when nothing is compared. */
  preferences: readonly { judgeId: string; durationMs: number; outcome: PreferenceOutcome }[];
  spent: Spending;
  /** Set when the budget ended the asking; the run is valid, partial, and can be continued. */
  exhausted: { budget: Budget; spent: Spending } | null;
  summary: RunSummary | null;
  failure: RunFailure | null;
  cancelReason: string | null;
};

export type RunStatus = 'queued' | 'running' | 'completed' | 'failed' | 'cancelled';

export type StageState = {
  status: 'waiting' | 'running' | 'finished';
  progress: number;
  startedAt: string | null;
  finishedAt: string | null;
};

/** `endedAt` is when the answer was stored; `durationMs` is how long the judge itself took. */
export type JudgeState = { judge: PlannedJudge } & (
  | { status: 'waiting' }
  | { status: 'running'; startedAt: string }
  | { status: 'judged'; durationMs: number; endedAt?: string; judgement: Judgement }
  | { status: 'abstained'; durationMs: number; endedAt?: string; reason: string }
  | { status: 'failed'; durationMs: number; endedAt?: string; failure: JudgeFailure }
);

const STAGE_WEIGHTS: Readonly<Record<Stage, number>> = { retrieval: 15, verification: 40, judging: 40, aggregation: 5 };

const WAITING: StageState = { status: 'waiting', progress: 0, startedAt: null, finishedAt: null };

export const NEW_RUN: RunState = {
  seq: 0,
  status: 'queued',
  plan: null,
  startedAt: null,
  endedAt: null,
  progress: 0,
  stages: { retrieval: WAITING, verification: WAITING, judging: WAITING, aggregation: WAITING },
  claims: [],
  leftOut: [],
  passages: [],
  documents: [],
  verdicts: [],
  unverified: [],
  judges: [],
  splitting: null,
  preferences: [],
  spent: NOTHING_SPENT,
  exhausted: null,
  summary: null,
  failure: null,
  cancelReason: null,
};

/** Takes in the next stored event. One that has been seen already changes nothing, so overlap after a reconnect is harmless. */
export function foldRun(state: RunState, event: RunEventEnvelope): RunState {
  return event.seq <= state.seq ? state : { ...applyRunEvent(state, event, event.at), seq: event.seq };
}

export function replayRun(events: Iterable<RunEventEnvelope>, from: RunState = NEW_RUN): RunState {
  let state = from;
  for (const event of events) state = foldRun(state, event);
  return state;
}

export function hasEnded(state: Pick<RunState, 'status'>): boolean {
  return state.status === 'completed' || state.status === 'failed' || state.status === 'cancelled';
}

/** What the event means, apart from its number. */
export function applyRunEvent(state: RunState, event: RunEvent, at: string): RunState {
  if (hasEnded(state) && event.type !== 'runReopened') return state;
  switch (event.type) {
    case 'runStarted': {
      const { plan } = event.payload;
      const judges = plan.judges.map((judge): JudgeState => ({ judge, status: 'waiting' }));
      return { ...state, status: 'running', plan, judges, startedAt: state.startedAt ?? at };
    }
    case 'stageStarted': {
      const { stage } = event.payload;
      const before = state.stages[stage];
      if (before.status === 'finished') return state;
      return withStage(state, stage, { ...before, status: 'running', startedAt: before.startedAt ?? at });
    }
    case 'stageProgressed': {
      const { stage, progress } = event.payload;
      const before = state.stages[stage];
      return withStage(state, stage, { ...before, progress: Math.min(100, Math.max(before.progress, progress)) });
    }
    case 'stageFinished': {
      const before = state.stages[event.payload.stage];
      return withStage(state, event.payload.stage, { ...before, status: 'finished', progress: 100, finishedAt: at });
    }
    case 'claimsExtracted': {
      const { claims, leftOut, splitting = null } = event.payload;
      const gap = claims.map(() => null);
      return {
        ...state,
        splitting: splitting ?? state.splitting,
        spent: addUsage(state.spent, splitting?.usage),
        claims: [...state.claims, ...claims],
        leftOut: [...state.leftOut, ...leftOut],
        passages: [...state.passages, ...gap],
        documents: [...state.documents, ...gap],
        verdicts: [...state.verdicts, ...gap],
      };
    }
    case 'evidenceRetrieved': {
      const index = indexOf(state, event.payload.claimId);
      if (index === -1) return state;
      const { passages, documents } = event.payload;
      return {
        ...state,
        passages: state.passages.with(index, passages),
        documents: documents ? state.documents.with(index, documents) : state.documents,
      };
    }
    case 'verdictReached': {
      const index = indexOf(state, event.payload.claimId);
      const spent = addUsage(state.spent, event.payload.usage);
      return index === -1 ? state : { ...state, spent, verdicts: state.verdicts.with(index, event.payload) };
    }
    case 'verdictFailed': {
      const spent = addUsage(state.spent, event.payload.failure.usage);
      return { ...state, spent, unverified: [...state.unverified, event.payload] };
    }
    case 'judgeStarted':
      return withJudge(state, event.payload.judgeId, (judge) => ({ judge, status: 'running', startedAt: at }));
    case 'judgementReached': {
      const { judgeId, durationMs, judgement } = event.payload;
      const paid = { ...state, spent: addUsage(state.spent, judgement.usage) };
      return withJudge(paid, judgeId, (judge) => ({ judge, status: 'judged', durationMs, endedAt: at, judgement }));
    }
    case 'judgeAbstained': {
      const { judgeId, durationMs, reason } = event.payload;
      return withJudge(state, judgeId, (judge) => ({ judge, status: 'abstained', durationMs, endedAt: at, reason }));
    }
    case 'judgeFailed': {
      const { judgeId, durationMs, failure } = event.payload;
      const paid = { ...state, spent: addUsage(state.spent, failure.usage) };
      return withJudge(paid, judgeId, (judge) => ({ judge, status: 'failed', durationMs, endedAt: at, failure }));
    }
    case 'preferenceReached': {
      const { outcome, judgeId } = event.payload;
      const others = state.preferences.filter((other) => other.judgeId !== judgeId);
      const spent = addUsage(state.spent, outcome.status === 'abstained' ? null : outcome.usage);
      return { ...state, spent, preferences: [...others, event.payload] };
    }
    case 'budgetExhausted':
      return { ...state, exhausted: event.payload };
    case 'consensusUpdated':
      return { ...state, summary: event.payload };
    case 'runCompleted':
      return { ...state, status: 'completed', summary: event.payload, endedAt: at, progress: 100 };
    case 'runFailed':
      return { ...state, status: 'failed', failure: event.payload, endedAt: at };
    case 'runCancelled':
      return { ...state, status: 'cancelled', cancelReason: event.payload.reason, endedAt: at };
    case 'runReopened':
      return hasEnded(state) ? reopen(state, event.payload) : state;
  }
}

/** What was reached stays; only the named judges and claims are open again, and whatever was never reached. */
function reopen(state: RunState, { judgeIds, claimIds, budget }: RunReopening): RunState {
  const asked = new Set(judgeIds);
  const again = (stage: StageState): StageState => ({ ...stage, status: 'waiting', progress: 0, finishedAt: null });
  const { retrieval, verification, judging, aggregation } = state.stages;
  const stages = {
    retrieval: retrieval.status === 'finished' ? retrieval : again(retrieval),
    verification: again(verification),
    judging: again(judging),
    aggregation: again(aggregation),
  };
  return {
    ...state,
    status: state.plan ? 'running' : 'queued',
    plan: state.plan && budget !== undefined ? { ...state.plan, budget } : state.plan,
    endedAt: null,
    failure: null,
    cancelReason: null,
    exhausted: null,
    stages,
    progress: progressOf(stages),
    judges: state.judges.map((entry) =>
      asked.has(entry.judge.id) || entry.status === 'running' ? { judge: entry.judge, status: 'waiting' } : entry,
    ),
    preferences: state.preferences.filter(({ judgeId }) => !asked.has(judgeId)),
    unverified: state.unverified.filter(({ claimId }) => !claimIds.includes(claimId)),
    verdicts: state.verdicts.map((verdict) => (verdict && claimIds.includes(verdict.claimId) ? null : verdict)),
  };
}

function withStage(state: RunState, stage: Stage, next: StageState): RunState {
  const stages = { ...state.stages, [stage]: next };
  return { ...state, stages, progress: Math.max(state.progress, progressOf(stages)) };
}

function progressOf(stages: RunState['stages']): number {
  const weighed = STAGES.reduce((total, name) => total + (STAGE_WEIGHTS[name] * stages[name].progress) / 100, 0);
  return Math.min(99, Math.floor(weighed));
}

function withJudge(state: RunState, judgeId: string, next: (judge: PlannedJudge) => JudgeState): RunState {
  const index = state.judges.findIndex(({ judge }) => judge.id === judgeId);
  return index === -1 ? state : { ...state, judges: state.judges.with(index, next(state.judges[index]!.judge)) };
}

/** Claims are numbered in order, so the place is usually known without a search. */
function indexOf(state: RunState, claimId: string): number {
  const guess = Number(claimId.slice(1)) - 1;
  return state.claims[guess]?.id === claimId ? guess : state.claims.findIndex((claim) => claim.id === claimId);
}
