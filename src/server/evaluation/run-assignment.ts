import type { ClaimsOfModels } from '@/core/evaluation/claims-of-models';
import type { Rubric } from '@/core/evaluation/rubric';
import type { RunState } from '@/core/evaluation/run';
import type { AnswerCache, ProviderPauses } from '@/core/evaluation/run-calls';
import type { PlannedCalibration, RunEvent } from '@/core/evaluation/run-event';
import type { Budget, EstimatedReader } from '@/core/evaluation/spending';
import type { ConsensusRule } from '@/core/statistics/consensus-rules';
import type { ModelOutput } from './claims-of-models';
import type { Estimated } from './estimate';
import type { ReusedVerification, RunEnd, RunTexts, SearchDocuments } from './pipeline';
import type { ProviderLimits } from './provider-limits';

/** Everything a run is done by, as plain data: it can be handed to another thread. */
export type RunAssignment = {
  runId: string;
  organisationId: string;
  texts: RunTexts;
  rubric: Rubric;
  rubricHash: string;
  /** Ids of judges to ask; null asks all there are. */
  judgeIds: readonly string[] | null;
  useModel: boolean;
  repeats: number;
  rule: ConsensusRule;
  quorum: number;
  budget: Budget | null;
  calibration: PlannedCalibration | null;
  reuse: ReusedVerification | null;
  /** Searched beside the source; none for a run over the source alone. */
  collections: readonly { id: string; name: string }[];
  already: RunState;
};

/** What a run needs of the process that started it. */
export type RunHooks = {
  emit(events: readonly RunEvent[]): Promise<void>;
  cache: AnswerCache;
  limits: ProviderLimits;
  pauses: ProviderPauses;
  /** Searches the collections of the run. */
  searchDocuments: SearchDocuments;
  signal: AbortSignal;
};

/** Does runs, and the other work on texts that takes long, here or in threads of their own. */
export type RunRunner = {
  run(assignment: RunAssignment, hooks: RunHooks): Promise<RunEnd>;
  estimate(texts: Estimated): Promise<EstimatedReader[]>;
  claimsOfModels(outputs: readonly ModelOutput[]): Promise<ClaimsOfModels>;
  close(): Promise<void>;
};
