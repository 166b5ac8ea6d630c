import { measured, notMeasured, type Statistic } from './statistic';

/**
 * Uncertainty of a prediction made several times, in nats. `total` is the entropy of the mean prediction, `aleatoric` the mean
 * entropy of the single ones (they hesitate), `epistemic` the difference, the mutual information (they disagree with each other).
 * Total = aleatoric + epistemic; none is negative. Depeweg et al. (2018).
 */
export type UncertaintySplit = { total: Statistic; aleatoric: Statistic; epistemic: Statistic };

/** Shannon entropy in nats of probabilities that sum to 1. */
export function entropy(probabilities: readonly number[]): number {
  return probabilities.reduce((total, p) => (p > 0 ? total - p * Math.log(p) : total), 0);
}

/**
 * @param predictions one row a repeat or judge: probabilities of the same outcomes, each row summing to 1 (within 1e-6).
 * @throws RangeError for a row that is not a distribution over as many outcomes as the first.
 */
export function splitUncertainty(predictions: readonly (readonly number[])[]): UncertaintySplit {
  const n = predictions.length;
  const first = predictions[0];
  if (!first) {
    const none = notMeasured('no prediction');
    return { total: none, aleatoric: none, epistemic: none };
  }
  for (const row of predictions) {
    const mass = row.reduce((a, b) => a + b, 0);
    if (row.length !== first.length || row.some((p) => p < 0) || Math.abs(mass - 1) > 1e-6) {
      throw new RangeError('a prediction is not a distribution over the same outcomes');
    }
  }
  const centre = first.map((_, k) => predictions.reduce((total, row) => total + row[k]!, 0) / n);
  const total = entropy(centre);
  const aleatoric = Math.min(total, predictions.reduce((sum, row) => sum + entropy(row), 0) / n);
  return {
    total: measured(total, n, 'entropy of the mean prediction'),
    aleatoric: measured(aleatoric, n, 'mean entropy of the predictions'),
    epistemic:
      n < 2
        ? notMeasured('one prediction cannot disagree with itself', n)
        : measured(total - aleatoric, n, 'mutual information of prediction and repeat'),
  };
}
