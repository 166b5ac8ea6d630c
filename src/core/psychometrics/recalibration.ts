import type { ItemParameters } from '@/core/items/item';
import type { CalibrationItem, ResponsePattern } from './expected-counts';
import { attenuatedDiscrimination, boundaries, isGraded, maximumScore, singleBoundary } from './item-response';
import type { ItemTally } from './item-tally';
import { type CalibratedItem, type CalibrationOptions, calibrationSteps } from './marginal-likelihood';

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
  /** Of a graded item: offsets of its boundaries from the difficulty, as estimated or as they were. */
  readonly thresholds?: readonly number[];
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
/** And for a graded item, this many of each score: a boundary is found from the answers on both its sides. */
export const LEAST_PER_SCORE = 10;
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
 * that what the selection of items rested on is not ignored. Graded items have a and all boundaries estimated, once each of
 * their scores was given ten times; until then they take part as they are.
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
  const scoresGiven = countScores(answers);
  const isFree = ({ key, anchor, tally, parameters }: CalibratableItem) =>
    !anchor &&
    tally.n >= MARGINAL_FROM &&
    (!isGraded(parameters) || hasEveryScore(scoresGiven.get(key), maximumScore(parameters)));
  const free = items.filter(isFree);
  const anchored = items.some(({ anchor }) => anchor);
  const marginal = new Map<string, NewParameters>();
  let reason: SkillCalibration['reason'] = 'tooFewItems';
  let figures: SkillCalibration['marginal'] = null;
  if (free.length >= (anchored ? 1 : LEAST_ITEMS)) {
    const patterns = responsePatterns(items, answers);
    const fit = yield* calibrationSteps(patterns, items.map(calibrationItem(isFree)), {
      ...PRIORS,
      ...(!anchored && { population: { mean: 0, sd: 1 } }),
    });
    reason = fit.converged ? null : 'notConverged';
    if (fit.converged) {
      figures = { items: free.length, people: patterns.length, iterations: fit.iterations };
      items.forEach((item, index) => {
        const { discrimination, difficultyVariance } = fit.items[index]!;
        const location = locationOf(item, fit.items[index]!);
        const known = [discrimination, location.difficulty, difficultyVariance].every(Number.isFinite);
        if (!isFree(item) || !known || !(difficultyVariance > 0)) return;
        const [method, responses] = ['marginalLikelihood', item.tally.n] as const;
        marginal.set(item.key, { key: item.key, discrimination, ...location, difficultyVariance, method, responses });
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

/**
 * Difficulty, and for a graded item the thresholds as offsets from it. The mean offset stays what it was, so that b keeps
 * its meaning for sessions that began with the old thresholds.
 */
function locationOf(
  { parameters }: CalibratableItem,
  { difficulty, boundaries: found }: CalibratedItem,
): Pick<NewParameters, 'difficulty' | 'thresholds'> {
  const offsets = parameters.thresholds;
  if (!offsets) return { difficulty };
  if (!found) return { difficulty: difficulty - offsets[0]! };
  const centre = difficulty - offsets.reduce((sum, offset) => sum + offset, 0) / offsets.length;
  return { difficulty: centre, thresholds: found.map((at) => at - centre) };
}

/** How often each item was given each score. */
function countScores(answers: readonly SkillAnswer[]): Map<string, Map<number, number>> {
  const counts = new Map<string, Map<number, number>>();
  for (const { key, points } of answers) {
    const ofItem = counts.get(key) ?? new Map<number, number>();
    ofItem.set(points, (ofItem.get(points) ?? 0) + 1);
    counts.set(key, ofItem);
  }
  return counts;
}

const hasEveryScore = (given: ReadonlyMap<number, number> | undefined, most: number): boolean =>
  Array.from({ length: most + 1 }, (_, score) => given?.get(score) ?? 0).every((count) => count >= LEAST_PER_SCORE);

const calibrationItem =
  (isFree: (item: CalibratableItem) => boolean) =>
  (item: CalibratableItem): CalibrationItem => {
    const { parameters, tally } = item;
    const { guessing, upperAsymptote } = parameters;
    const kind = isGraded(parameters) ? { points: maximumScore(parameters) } : { guessing, upperAsymptote };
    if (isFree(item)) return kind;
    const { difficulty, difficultyVariance } = tally;
    const current = item.anchor ? parameters : { ...parameters, difficulty, difficultyVariance };
    const discrimination = item.anchor ? parameters.discrimination : attenuatedDiscrimination(current);
    const anchor = { discrimination, difficulty: singleBoundary(current), boundaries: boundaries(current) };
    return { ...kind, anchor };
  };

/** One pattern a session, in item order; -1 for items it did not present. */
function responsePatterns(items: readonly CalibratableItem[], answers: readonly SkillAnswer[]): ResponsePattern[] {
  const place = new Map(items.map(({ key }, index) => [key, index]));
  const most = items.map(({ parameters }) => maximumScore(parameters));
  const sessions = new Map<string, number[]>();
  for (const { sessionId, key, points } of answers) {
    const index = place.get(key);
    if (index === undefined) continue;
    let scores = sessions.get(sessionId);
    if (!scores) {
      scores = new Array<number>(items.length).fill(-1);
      sessions.set(sessionId, scores);
    }
    scores[index] = Math.min(points, most[index]!);
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
  const { discrimination, thresholds } = parameters;
  const kept = { discrimination, ...(thresholds && { thresholds }) };
  return { key, ...kept, difficulty, difficultyVariance, method: 'bayesianUpdate', responses: n };
}
