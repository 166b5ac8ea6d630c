import type { ItemParameters } from '@/core/items/item';
import { logLikelihood, type NormalPrior, type SingleSkillResponse } from './estimators';
import { information, maximumScore, scoreCurves } from './item-response';

/**
 * Ways to value an item for one skill, higher is better; for comparison with the rule sessions use (`item-gain.ts`).
 * - `MFI`: Fisher information at the estimate (Lord 1980)
 * - `MLWI`, `MPWI`: information weighted by likelihood, or by posterior (Veerkamp & Berger 1997; van der Linden 1998)
 * - `KL`, `KLP`: Kullback-Leibler information about the estimate, weighted likewise (Chang & Ying 1996)
 * - `MEPV`: minus the expected posterior variance (van der Linden 1998)
 */
export type SelectionCriterion = 'MFI' | 'MLWI' | 'MPWI' | 'KL' | 'KLP' | 'MEPV';

/** What is known of one ability on a grid of thetas; weights need not be normalised. */
export type AbilityGrid = {
  readonly estimate: number;
  readonly thetas: Float64Array;
  readonly likelihood: Float64Array;
  readonly posterior: Float64Array;
};

/** Likelihood and posterior of the answers on an even grid, by default 33 points from -4 to 4, around the given estimate. */
export function abilityGrid(
  responses: readonly SingleSkillResponse[],
  estimate: number,
  prior: NormalPrior = { mean: 0, sd: 1 },
  { lower = -4, upper = 4, points = 33 } = {},
): AbilityGrid {
  const thetas = Float64Array.from({ length: points }, (_, i) => lower + ((upper - lower) * i) / (points - 1));
  const logs = thetas.map((theta) => logLikelihood(responses, theta));
  const largest = logs.reduce((a, b) => Math.max(a, b));
  const likelihood = logs.map((log) => Math.exp(log - largest));
  const posterior = likelihood.map((value, i) => value * Math.exp(-(((thetas[i]! - prior.mean) / prior.sd) ** 2) / 2));
  return { estimate, thetas, likelihood, posterior };
}

/** The value of an item under a criterion. Values of different criteria do not compare. */
export function criterionValue(criterion: SelectionCriterion, item: ItemParameters, grid: AbilityGrid): number {
  switch (criterion) {
    case 'MFI':
      return information(item, grid.estimate);
    case 'MLWI':
      return weighted(grid, grid.likelihood, (theta) => information(item, theta));
    case 'MPWI':
      return weighted(grid, grid.posterior, (theta) => information(item, theta));
    case 'KL':
      return weighted(grid, grid.likelihood, (theta) => divergence(item, grid.estimate, theta));
    case 'KLP':
      return weighted(grid, grid.posterior, (theta) => divergence(item, grid.estimate, theta));
    case 'MEPV':
      return -expectedPosteriorVariance(item, grid);
  }
}

/** Index of the best of the items that `allowed` admits, the first among equals; -1 when none is admitted. */
export function bestItem(
  criterion: SelectionCriterion,
  items: readonly ItemParameters[],
  grid: AbilityGrid,
  allowed: (index: number) => boolean = () => true,
): number {
  let best = -1;
  let highest = Number.NEGATIVE_INFINITY;
  items.forEach((item, index) => {
    if (!allowed(index)) return;
    const value = criterionValue(criterion, item, grid);
    if (value > highest) {
      best = index;
      highest = value;
    }
  });
  return best;
}

function weighted(grid: AbilityGrid, weights: Float64Array, value: (theta: number) => number): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * value(grid.thetas[i]!);
  return sum;
}

/** Kullback-Leibler divergence of the answer at theta from the answer at the estimate. */
function divergence(item: ItemParameters, estimate: number, theta: number): number {
  const at = scoreCurves(item, theta);
  return scoreCurves(item, estimate).reduce((sum, { p }, score) => {
    return p > 0 ? sum + p * Math.log(p / at[score]!.p) : sum;
  }, 0);
}

function expectedPosteriorVariance(item: ItemParameters, { thetas, posterior }: AbilityGrid): number {
  const moments = Array.from({ length: maximumScore(item) + 1 }, () => ({ zero: 0, one: 0, two: 0 }));
  thetas.forEach((theta, i) => {
    scoreCurves(item, theta).forEach(({ p }, score) => {
      const weight = posterior[i]! * p;
      moments[score]!.zero += weight;
      moments[score]!.one += weight * theta;
      moments[score]!.two += weight * theta * theta;
    });
  });
  const total = moments.reduce((sum, { zero }) => sum + zero, 0);
  return moments.reduce((sum, { zero, one, two }) => {
    return zero > 0 ? sum + (two - (one * one) / zero) / total : sum;
  }, 0);
}
