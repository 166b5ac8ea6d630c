import { clamp, mean } from '@/core/statistics/moments';

const CLIP = 0.02;

export type ClaimPooling = { weights: readonly number[]; intercept: number };

/**
 * Probability of support of one claim from several opinions: sigmoid(b + sum of w_j * logit(clip(q_j, .02, .98))). Without
 * calibration data every opinion weighs 1/J and b is 0, and the result has to be called uncalibrated.
 * @param opinions probabilities of support, 0..1, at least one. @param pooling fitted weights, one an opinion.
 */
export function poolClaimProbability(opinions: readonly number[], pooling?: ClaimPooling): number {
  if (opinions.length === 0) throw new RangeError('no opinion to pool');
  if (pooling && pooling.weights.length !== opinions.length) throw new RangeError('one weight an opinion');
  const logits = opinions.map((q) => {
    const p = clamp(q, CLIP, 1 - CLIP);
    return Math.log(p / (1 - p));
  });
  const pooled = pooling
    ? pooling.intercept + logits.reduce((total, logit, j) => total + pooling.weights[j]! * logit, 0)
    : mean(logits);
  return 1 / (1 + Math.exp(-pooled));
}
