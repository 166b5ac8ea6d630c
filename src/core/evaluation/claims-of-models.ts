import type { Statistic } from '@/core/statistics/statistic';
import type { ModelConsensus } from './claim-matrix';

/** Claims of several outputs on one source, those of the same meaning in one row, and how far each output goes with the others. */
export type ClaimsOfModels = {
  modelIds: readonly string[];
  /** `states[j]`: whether model j states the claim; `claim` is its first wording. */
  rows: readonly { claim: string; states: readonly boolean[]; support: number }[];
  models: readonly ModelConsensus[];
  average: Statistic;
};
