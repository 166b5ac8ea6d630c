import type { Comparison } from './comparison';

/** What the verifier weighs, each from 0 (fits) to 1 (does not). Kept apart from the weights, so that both can be shown. */
export type Features = {
  novelty: number;
  numberMissing: number;
  nameMissing: number;
  polarityMismatch: number;
  uncoveredByBestTwo: number;
};

export function featuresOf({ coverage, quantities, names, polarity }: Comparison): Features {
  return {
    novelty: coverage.novelty,
    numberMissing: quantities.some((f) => f.outcome !== 'matched') ? 1 : 0,
    nameMissing: names.some((f) => f.outcome !== 'matched') ? 1 : 0,
    polarityMismatch: polarity.some((f) => f.outcome === 'clashing') ? 1 : 0,
    uncoveredByBestTwo: 1 - coverage.bestTwo,
  };
}
