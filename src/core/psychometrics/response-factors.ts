import type { ItemParameters } from '@/core/items/item';
import { boundaries } from './item-response';

/** One scored answer. `skill` is the index of the item's skill in the graph's node order; `score` is points, 0 to m. */
export type ScoredResponse = {
  readonly itemId: string;
  readonly skill: number;
  readonly parameters: ItemParameters;
  readonly score: number;
};

/**
 * Responses as expectation propagation wants them: grouped by skill, in canonical order within a skill.
 * The likelihood of response i at theta is `base + span / (1 + exp(-slope (theta - location)))`, which covers both
 * outcomes: a wrong answer has base 1 - d and a negative slope. The lowest and the highest score of a graded item are of
 * this form too. A score between two boundaries (`upper` finite) has the likelihood `P*(1 - P*')`, the rising curve at
 * `location` times the falling one at `upper`: the constant that makes it a probability does not move a posterior.
 */
export type ResponseFactors = {
  readonly count: number;
  /** Factors of skill k are `start[k]` up to, not including, `start[k + 1]`; K + 1 numbers. */
  readonly start: Int32Array;
  readonly slope: Float64Array;
  readonly location: Float64Array;
  /** What is not known of location and upper, which move together: a normal variance. */
  readonly locationVariance: Float64Array;
  /** Boundary above the score of a graded item; infinite where there is none. */
  readonly upper: Float64Array;
  readonly base: Float64Array;
  readonly span: Float64Array;
};

/** The factors of these responses, which come grouped by skill. @throws RangeError for an unknown skill or an impossible score. */
export function responseFactors(order: readonly ScoredResponse[], skills: number): ResponseFactors {
  const count = order.length;
  const factors: ResponseFactors = {
    count,
    start: new Int32Array(skills + 1),
    slope: new Float64Array(count),
    location: new Float64Array(count),
    locationVariance: new Float64Array(count),
    upper: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
    base: new Float64Array(count),
    span: new Float64Array(count),
  };
  for (let i = 0; i < count; i++) {
    const { skill, parameters, score } = order[i]!;
    if (!(skill >= 0 && skill < skills)) throw new RangeError(`Response ${i} is to skill ${skill} of ${skills}`);
    const a = parameters.discrimination;
    const at = boundaries(parameters);
    if (!(score >= 0 && score <= at.length)) throw new RangeError(`Response ${i} has ${score} of ${at.length} points`);
    factors.start[skill + 1]! += 1;
    factors.slope[i] = score === 0 ? -a : a;
    factors.location[i] = at[Math.max(0, score - 1)]!;
    factors.locationVariance[i] = parameters.difficultyVariance;
    if (score > 0 && score < at.length) factors.upper[i] = at[score]!;
    const asymptotes = at.length === 1;
    const guessing = asymptotes ? parameters.guessing : 0;
    const upperAsymptote = asymptotes ? parameters.upperAsymptote : 1;
    factors.base[i] = score === 0 ? 1 - upperAsymptote : guessing;
    factors.span[i] = upperAsymptote - guessing;
  }
  for (let k = 0; k < skills; k++) factors.start[k + 1]! += factors.start[k]!;
  return factors;
}
