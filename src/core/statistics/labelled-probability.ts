/** A probability of "yes" with what turned out. `source` says what it hangs together with: folds and resamples keep it whole. */
export type LabelledProbability = { probability: number; isTrue: boolean; source?: string };
