import { TRAINED_FEATURES, type TrainedFeature, type TrainedFeatures } from './trained-features';

/** A weight for each feature, none below zero: a mismatch never speaks for a claim. */
export type TrainedWeights = { weights: Readonly<Record<TrainedFeature, number>>; intercept: number };

/**
 * The trained verifier as data: log-odds z = intercept + sum of weight * feature of a claim that is not supported, and the curve
 * P(not supported) = 1 / (1 + exp(-(slope * z + shift))). A text of several claims is as doubtful as its most doubtful one.
 */
export type TrainedModel = TrainedWeights & { id: string; calibration: { slope: number; shift: number } };

/** Log-odds that the claim is not supported, before calibration. */
export function doubtOf(features: TrainedFeatures, { weights, intercept }: TrainedWeights): number {
  return TRAINED_FEATURES.reduce((total, name) => total + weights[name] * features[name], intercept);
}

/** Calibrated probability that the source supports a claim of this doubt, for cases of which half are supported. */
export function trainedSupport(doubt: number, { calibration }: TrainedModel): number {
  return 1 / (1 + Math.exp(calibration.slope * doubt + calibration.shift));
}
