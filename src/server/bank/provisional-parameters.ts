import type { ItemContent, ItemParameters } from '@/core/items/item';
import { maxPointsOfContent } from '@/core/items/types/registry';

/**
 * How well guesses of difficulty are taken to correlate with the difficulty responses will show. One half is what
 * careful raters reach; it is to be re-estimated once items have been calibrated.
 */
export const GUESS_CORRELATION = 0.5;

/** What responses are known to be bounded by before there are any: one in four by luck, two in a hundred slip. */
const FOUR_OPTIONS = { discrimination: 1, guessing: 0.25, upperAsymptote: 0.98 } as const;

/**
 * Parameters of an item nobody has answered: `b ~ N(r * guess, 1 - r^2)` with r = `GUESS_CORRELATION`, the regression of
 * a standardised difficulty on its guess. The variance attenuates the item's weight in scoring until it is calibrated.
 * @param guess difficulty on the ability scale, about -2 to 2
 */
export function provisionalParameters(guess: number): ItemParameters {
  return { ...FOUR_OPTIONS, difficulty: GUESS_CORRELATION * guess, difficultyVariance: 1 - GUESS_CORRELATION ** 2 };
}

/** Distance of neighbouring boundaries between points before anyone has answered, theta units. */
const BOUNDARY_STEP = 0.8;

/**
 * As above for any type of item. Of one point: luck finds one option in as many as there are, and no number or word. Of
 * more points: boundaries evenly spaced about the difficulty; what luck earns there is not modelled (a graded response
 * has no lower asymptote), which calibration corrects by moving the boundaries.
 */
export function provisionalParametersFor(content: ItemContent, guess: number): ItemParameters {
  const points = maxPointsOfContent(content);
  if (points > 1) {
    const thresholds = Array.from({ length: points }, (_, j) => BOUNDARY_STEP * (j - (points - 1) / 2));
    return { ...provisionalParameters(guess), guessing: 0, upperAsymptote: 1, thresholds };
  }
  const choosesOne = content.type === 'singleChoice' || content.type === 'codeReading';
  const guessing = choosesOne && content.options.length > 1 ? 1 / content.options.length : 0;
  return { ...provisionalParameters(guess), guessing: Math.min(0.5, guessing) };
}
