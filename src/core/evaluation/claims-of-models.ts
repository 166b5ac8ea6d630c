import type { Statistic } from '@/core/statistics/statistic';
import type { ModelConsensus } from './claim-matrix';

/** Claims of several outputs on one source, those of the same meaning in one row, and how far each output goes with the others. */
export type ClaimsOfModels = {
  modelIds: readonly string[];
  /** `claimIds[j]`: the claims of model j that state it, none when it does not; `claim` is the first wording, `support` how many state it. */
  rows: readonly { claim: string; claimIds: readonly (readonly string[])[]; support: number }[];
  models: readonly ModelConsensus[];
  average: Statistic;
};
