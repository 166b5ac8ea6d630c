import { clamp, mean, median as middle, sum } from './moments';
import { measured, notMeasured, type Statistic } from './statistic';

/** Ways to draw one score, 0..100, from those of a panel. None of them lets a judge that gave no score count. */
export type ConsensusRule = 'mean' | 'median' | 'trimmed' | 'majority' | 'weighted';

export type WeightedScore = { score: number; weight?: number };

/** The scores of judges that answered, by the rule named. Not measured without an answer, or with weights that sum to 0. */
export function consensusBy(rule: ConsensusRule, scores: readonly WeightedScore[]): Statistic {
  const values = scores.map(({ score }) => score);
  if (values.length === 0) return notMeasured('no judge answered');
  switch (rule) {
    case 'mean':
      return measured(mean(values), values.length, 'mean');
    case 'median':
      return measured(middle(values), values.length, 'median');
    case 'trimmed':
      return trimmedMean(values);
    case 'majority':
      return majorityScore(values);
    case 'weighted':
      return weightedMean(scores);
  }
}

/** Sum of w s / sum of w; a judge without a weight counts as 1. */
export function weightedMean(scores: readonly WeightedScore[]): Statistic {
  const weights = scores.map(({ weight = 1 }) => weight);
  if (weights.some((weight) => !(weight >= 0))) throw new RangeError('a weight is negative');
  const total = sum(weights);
  if (!(total > 0)) return notMeasured('the weights sum to nothing', scores.length);
  const value = sum(scores.map(({ score }, i) => weights[i]! * score)) / total;
  const values = scores.map(({ score }) => score);
  return measured(clamp(value, Math.min(...values), Math.max(...values)), scores.length, 'weighted mean');
}

const TRIM = 0.2;

/** Mean without the lowest and the highest fifth, rounded down: below five judges nothing is cut, and the name says so. */
export function trimmedMean(values: readonly number[], share = TRIM): Statistic {
  if (values.length === 0) return notMeasured('no judge answered');
  const cut = Math.floor(values.length * share);
  const kept = values.toSorted((a, b) => a - b).slice(cut, values.length - cut);
  return measured(
    mean(kept),
    values.length,
    cut === 0 ? 'trimmed mean, nothing cut' : `trimmed mean, ${cut} cut at either end`,
  );
}

/** Upper ends of low, middle and high. The bins touch, so every score is in one. */
const BINS = [100 / 3, 200 / 3] as const;

/** Median of the third of the scale that most judges chose. Not measured when two thirds are chosen equally often. */
export function majorityScore(values: readonly number[]): Statistic {
  if (values.length === 0) return notMeasured('no judge answered');
  const binOf = (score: number) => (score <= BINS[0] ? 0 : score <= BINS[1] ? 1 : 2);
  const bins = [...Map.groupBy(values, binOf).values()].sort((a, b) => b.length - a.length);
  if (bins[1] && bins[1].length === bins[0]!.length) return notMeasured('no majority', values.length);
  return measured(
    middle(bins[0]!),
    values.length,
    `median of the ${bins[0]!.length} of ${values.length} judges in the majority`,
  );
}

/** Keeps a judge with very few or very good labels from taking all the weight; in squared units of a 0..1 score. */
const LAMBDA = 0.01;

/**
 * Weights from how far each judge was from human labels: proportional to 1 / (MSE + lambda), then drawn half-way back to 1/J, because
 * errors measured on few labels are noisy. They sum to 1.
 * @param meanSquaredErrors one a judge, of scores in 0..1; null for a judge without labels, who gets 1/J.
 */
export function calibratedWeights(meanSquaredErrors: readonly (number | null)[]): number[] {
  const count = meanSquaredErrors.length;
  const known = meanSquaredErrors.filter((error) => error !== null);
  const precisions = known.map((error) => 1 / (error + LAMBDA));
  const total = sum(precisions);
  const shareOfKnown = known.length / count;
  let at = 0;
  return meanSquaredErrors.map((error) => {
    if (error === null) return 1 / count;
    const fitted = (shareOfKnown * precisions[at]!) / total;
    at += 1;
    return (fitted + 1 / count) / 2;
  });
}
