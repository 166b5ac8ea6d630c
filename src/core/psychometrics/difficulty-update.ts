import type { ItemParameters } from '@/core/items/item';
import type { AbilityEstimate } from './composite';
import { isGraded, maximumScore } from './item-response';
import { gaussHermite, NORMAL_21 } from './quadrature';

/** Gauss-Hermite, not an even grid: cut-off tails would lose a thousandth of the variance with every answer. */
const GRID = gaussHermite(33);

/** b before any answer, from a rating that correlates r with calibrated difficulties: `N(r rating, 1 - r^2)`. */
export function priorDifficulty(
  rating: number,
  correlation: number,
): Pick<ItemParameters, 'difficulty' | 'difficultyVariance'> {
  return { difficulty: correlation * rating, difficultyVariance: 1 - correlation * correlation };
}

/**
 * What one answer teaches about an item's difficulty: Bayes' rule for b on 33 Gauss-Hermite points, the person
 * averaged out with 21. `ability` must not have used this answer (see `leave-one-out.ts`). Returns
 * the item with its new difficulty and variance; discrimination and asymptotes stay. So do the thresholds of a graded
 * item: all its boundaries move with b, and where they lie within the item is for calibration to say.
 */
export function updateDifficulty(item: ItemParameters, score: number, ability: AbilityEstimate): ItemParameters {
  const sd = Math.sqrt(item.difficultyVariance);
  const offsets = item.thresholds ?? [0];
  if (!(score >= 0 && score <= maximumScore(item))) throw new RangeError(`${score} is not a score of this item`);
  const asymptotes = !isGraded(item);
  const guessing = asymptotes ? item.guessing : 0;
  const span = (asymptotes ? item.upperAsymptote : 1) - guessing;
  const reached = (b: number, points: number): number => {
    if (points === 0) return 1;
    if (points > offsets.length) return 0;
    let rising = 0;
    for (let q = 0; q < 21; q++) {
      const theta = ability.theta + ability.sd * NORMAL_21.nodes[q]!;
      rising += NORMAL_21.weights[q]! / (1 + Math.exp(-item.discrimination * (theta - (b + offsets[points - 1]!))));
    }
    return guessing + span * rising;
  };
  let total = 0;
  let first = 0;
  let second = 0;
  for (let i = 0; i < GRID.nodes.length; i++) {
    const z = GRID.nodes[i]!;
    const b = item.difficulty + sd * z;
    const weight = GRID.weights[i]! * (reached(b, score) - reached(b, score + 1));
    total += weight;
    first += weight * z;
    second += weight * z * z;
  }
  const mean = first / total;
  return {
    ...item,
    difficulty: item.difficulty + sd * mean,
    difficultyVariance: item.difficultyVariance * (second / total - mean * mean),
  };
}
