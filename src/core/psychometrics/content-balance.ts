import { DomainError } from '@/core/errors';

/** How many items each skill gets in a session of at most `maxItems`; weights sum to 1, arrays in node order. */
export type ContentPlan = {
  readonly maxItems: number;
  readonly weights: Float64Array;
  readonly minimum: Int32Array;
  readonly maximum: Int32Array;
};

const LEAST_ITEMS_PER_SKILL = 2;
const TIE = 1e-9;

/**
 * Bounds around the proportional share w_k N: at least `max(2, floor(.7 w_k N))`, at most `ceil(1.3 w_k N)`.
 * A skill of weight zero is not asked. When the minimums do not fit into the session (many skills, few items), the
 * largest are lowered by one until they do: everyone gets one item before anyone gets two.
 */
export function planContent(weights: ArrayLike<number>, maxItems: number): ContentPlan {
  const total = Array.from(weights).reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0)) throw new DomainError('invalid_input', 'The weights of the skills must have a positive sum.');
  const normalised = Float64Array.from(weights, (weight) => weight / total);
  const minimum = Int32Array.from(normalised, (weight) =>
    weight > 0 ? Math.max(LEAST_ITEMS_PER_SKILL, Math.floor(0.7 * weight * maxItems + TIE)) : 0,
  );
  let sum = minimum.reduce((a, b) => a + b, 0);
  while (sum > maxItems) {
    let largest = 0;
    for (let k = 1; k < minimum.length; k++) {
      const more = minimum[k]! - minimum[largest]!;
      if (more > 0 || (more === 0 && normalised[k]! <= normalised[largest]!)) largest = k;
    }
    minimum[largest]! -= 1;
    sum -= 1;
  }
  const maximum = Int32Array.from(normalised, (weight, k) =>
    Math.max(minimum[k]!, Math.ceil(1.3 * weight * maxItems - TIE)),
  );
  return { maxItems, weights: normalised, minimum, maximum };
}

/**
 * Refuses (`rules_unsatisfiable`) a plan whose minimums the bank cannot serve, saying for each skill how many items there are
 * and how many are missing; and one that ends before `minItems` because no more can be given. `available` is items per skill.
 */
export function assertServable(
  plan: ContentPlan,
  available: readonly number[],
  names: readonly string[],
  minItems = 0,
): void {
  const lacking = names.flatMap((name, k) => {
    const needed = plan.minimum[k]!;
    const missing = needed - available[k]!;
    if (missing <= 0) return [];
    const there = available[k] === 0 ? 'none' : `${available[k]} of`;
    return [`${name} has ${there} ${available[k] === 0 ? 'of ' : ''}${needed} (${missing} more needed)`];
  });
  if (lacking.length > 0) {
    throw new DomainError('rules_unsatisfiable', `The bank has too few items: ${lacking.join('; ')}.`);
  }
  const most = available.map((count, k) => Math.min(count, plan.maximum[k]!));
  const reachable = most.reduce((sum, count) => sum + count, 0);
  if (reachable < minItems) {
    const given = names.map((name, k) => `${name} ${most[k]}`).join(', ');
    throw new DomainError(
      'rules_unsatisfiable',
      `At least ${minItems} items are asked for, and the bank can give ${reachable} (${given}; ${minItems - reachable} more needed).`,
    );
  }
}

/** Items still owed to the minimums. `counts` is items given per skill. */
export function unmetMinimums(plan: ContentPlan, counts: ArrayLike<number>): number {
  let unmet = 0;
  for (let k = 0; k < plan.minimum.length; k++) unmet += Math.max(0, plan.minimum[k]! - counts[k]!);
  return unmet;
}

/**
 * Skills in the order they should be served at 1-based `position`: largest deficit `w_k t - n_k` first (Kingsbury &
 * Zara 1989), ties by `pull` (what knowing the skill would tell), then by node order. Weightless skills are left out.
 */
export function skillsByDeficit(
  plan: ContentPlan,
  counts: ArrayLike<number>,
  position: number,
  pull: ArrayLike<number>,
): number[] {
  const deficit = (k: number) => plan.weights[k]! * position - counts[k]!;
  return Array.from(plan.weights.keys())
    .filter((k) => plan.weights[k]! > 0)
    .sort((x, y) => {
      const difference = deficit(y) - deficit(x);
      return Math.abs(difference) > TIE ? difference : pull[y]! - pull[x]! || x - y;
    });
}
