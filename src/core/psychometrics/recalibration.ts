import type { ItemParameters } from '@/core/items/item';
import type { CalibrationItem, ResponsePattern } from './expected-counts';
import { attenuatedDiscrimination, isGraded } from './item-response';
import type { ItemTally } from './item-tally';
import { type CalibrationOptions, calibrationSteps } from './marginal-likelihood';

/** An item of one skill with what is known of it. `key` names item and version. */
export type CalibratableItem = {
  readonly key: string;
  /** As published: what sessions score with now. */
  readonly parameters: ItemParameters;
  readonly tally: ItemTally;
  /** Set once the item holds the scale: its parameters stay. */
  readonly anchor: boolean;
};

export type SkillAnswer = { readonly sessionId: string; readonly key: string; readonly points: number };

export type NewParameters = {
  readonly key: string;
  readonly discrimination: number;
  readonly difficulty: number;
  readonly difficultyVariance: number;
  readonly method: 'marginalLikelihood' | 'bayesianUpdate';
  readonly responses: number;
};

/** What became of one skill in a nightly calibration. */
export type SkillCalibration = {
  /** Null, with the reason, when marginal likelihood could not be used; single-item updates are published all the same. */
  readonly marginal: { readonly items: number; readonly people: number; readonly iterations: number } | null;
  readonly reason: 'tooFewItems' | 'notConverged' | null;
  readonly published: readonly NewParameters[];
  /** Items that hold the scale from now on; empty when it is held already. */
  readonly newAnchors: readonly string[];
};

/** From this many answers on an item's a and b are estimated together by marginal maximum likelihood. */
export const MARGINAL_FROM = 200;
const LEAST_ITEMS = 5;
const MOST_ANCHORS = 20;
const PRIORS: CalibrationOptions = {
  logDiscriminationPrior: { mean: 0, sd: 0.3 },
  difficultyPrior: { mean: 0, sd: 1.5 },
  maximumIterations: 300,
  tolerance: 1e-3,
};
/** A single-item update is published when b moved this far, theta units, or its variance fell below this share. */
const MOVED = 0.1;
const SHARPENED = 0.8;

/**
 * New parameters of one skill's items from all answers to them (PSYCHOMETRICS 5.7).
 *
 * Items with 200 answers or more: a and b by marginal maximum likelihood with priors `log a ~ N(0, .3)`, `b ~ N(0, 1.5)`;
 * asymptotes stay. Items with fewer take part with the parameters they have (a attenuated for what is not known of b), so
 * that what the selection of items rested on is not ignored. Graded items are left out of it: marginal likelihood here
 * knows right and wrong alone; their b comes from single-item updates and their a and thresholds stay.
 *
 * The scale: the first time, ability in the population is N(0, 1), and up to 20 items that came out most precise become
 * anchors. From then on anchors are frozen and the population is estimated, so later candidates cannot shift the scale.
 *
 * A generator: it yields after each round of EM, so that a server can breathe.
 */
export function* recalibrateSkill(
  items: readonly CalibratableItem[],
  answers: readonly SkillAnswer[],
): Generator<number, SkillCalibration> {
  const dichotomous = items.filter(({ parameters }) => !isGraded(parameters));
  const isFree = ({ anchor, tally }: CalibratableItem) => !anchor && tally.n >= MARGINAL_FROM;
  const free = dichotomous.filter(isFree);
  const anchored = dichotomous.some(({ anchor }) => anchor);
  const marginal = new Map<string, NewParameters>();
  let reason: SkillCalibration['reason'] = 'tooFewItems';
  let figures: SkillCalibration['marginal'] = null;
  if (free.length >= (anchored ? 1 : LEAST_ITEMS)) {
    const patterns = responsePatterns(dichotomous, answers);
    const fit = yield* calibrationSteps(patterns, dichotomous.map(calibrationItem(isFree)), {
      ...PRIORS,
      ...(!anchored && { population: { mean: 0, sd: 1 } }),
    });
    reason = fit.converged ? null : 'notConverged';
    if (fit.converged) {
      figures = { items: free.length, people: patterns.length, iterations: fit.iterations };
      dichotomous.forEach((item, index) => {
        const { discrimination, difficulty, difficultyVariance } = fit.items[index]!;
        const known = [discrimination, difficulty, difficultyVariance].every(Number.isFinite) && difficultyVariance > 0;
        if (!isFree(item) || !known) return;
        const [method, responses] = ['marginalLikelihood', item.tally.n] as const;
        marginal.set(item.key, { key: item.key, discrimination, difficulty, difficultyVariance, method, responses });
      });
    }
  }
  const single = items.filter((item) => !item.anchor && !marginal.has(item.key) && hasMoved(item)).map(singleUpdate);
  return {
    marginal: figures,
    reason,
    published: [...marginal.values(), ...single],
    newAnchors: anchored
      ? []
      : [...marginal.values()]
          .sort((x, y) => x.difficultyVariance - y.difficultyVariance || (x.key < y.key ? -1 : 1))
          .slice(0, MOST_ANCHORS)
          .map(({ key }) => key),
  };
}

const calibrationItem =
  (isFree: (item: CalibratableItem) => boolean) =>
  (item: CalibratableItem): CalibrationItem => {
    const { guessing, upperAsymptote, difficulty, discrimination } = item.parameters;
    if (isFree(item)) return { guessing, upperAsymptote };
    if (item.anchor) return { guessing, upperAsymptote, anchor: { discrimination, difficulty } };
    const { tally } = item;
    const current = { difficulty: tally.difficulty, difficultyVariance: tally.difficultyVariance };
    const attenuated = attenuatedDiscrimination({ ...item.parameters, ...current });
    return { guessing, upperAsymptote, anchor: { discrimination: attenuated, difficulty: tally.difficulty } };
  };

/** One pattern a session, in item order; -1 for items it did not present. */
function responsePatterns(items: readonly CalibratableItem[], answers: readonly SkillAnswer[]): ResponsePattern[] {
  const place = new Map(items.map(({ key }, index) => [key, index]));
  const sessions = new Map<string, (0 | 1 | -1)[]>();
  for (const { sessionId, key, points } of answers) {
    const index = place.get(key);
    if (index === undefined) continue;
    let scores = sessions.get(sessionId);
    if (!scores) {
      scores = new Array<0 | 1 | -1>(items.length).fill(-1);
      sessions.set(sessionId, scores);
    }
    scores[index] = points > 0 ? 1 : 0;
  }
  return [...sessions.values()].map((scores) => ({ scores, count: 1 }));
}

function hasMoved({ parameters, tally }: CalibratableItem): boolean {
  if (tally.n === 0) return false;
  return (
    Math.abs(tally.difficulty - parameters.difficulty) > MOVED ||
    tally.difficultyVariance < SHARPENED * parameters.difficultyVariance
  );
}

function singleUpdate({ key, parameters, tally }: CalibratableItem): NewParameters {
  const { difficulty, difficultyVariance, n } = tally;
  const { discrimination } = parameters;
  return { key, discrimination, difficulty, difficultyVariance, method: 'bayesianUpdate', responses: n };
}
