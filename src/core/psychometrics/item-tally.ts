import type { ItemParameters } from '@/core/items/item';
import { wilson } from '@/core/statistics/intervals';
import { measured, notMeasured, type Statistic } from '@/core/statistics/statistic';
import type { AbilityEstimate } from './composite';
import { updateDifficulty } from './difficulty-update';
import { type ItemDrift, NO_DRIFT, watchDrift } from './item-drift';
import { maximumScore, scoreProbability } from './item-response';
import { NORMAL_21 } from './quadrature';

/** Running sums of an item's answers in the order they were settled. Everything shown of an item is computed from them. */
export type ItemTally = {
  readonly n: number;
  /** Sums of the share of the points reached, of leave-one-out theta, and of their products. */
  readonly share: number;
  readonly shareSquared: number;
  readonly theta: number;
  readonly thetaSquared: number;
  readonly shareTheta: number;
  readonly timeMs: number;
  readonly logTime: number;
  readonly logTimeSquared: number;
  /** How often each option was chosen, by the item's own id of it. */
  readonly options: Readonly<Record<string, number>>;
  /** What the answers say of b so far, starting from the parameters the item came with. */
  readonly difficulty: number;
  readonly difficultyVariance: number;
  readonly drift: ItemDrift;
};

/** What one answer says about its item. `ability` rests on the person's other answers alone. */
export type ItemAnswerEvidence = {
  readonly points: number;
  readonly ability: AbilityEstimate;
  readonly responseTimeMs: number;
  readonly optionId: string | null;
};

/** Answers before an item is watched for drift: its difficulty and times must be known first. */
const WATCHED_FROM = 50;
const LEAST_CORRELATED = 30;
const LEAST_TIMED = 20;

export function newTally(parameters: ItemParameters): ItemTally {
  const { difficulty, difficultyVariance } = parameters;
  return {
    n: 0,
    share: 0,
    shareSquared: 0,
    theta: 0,
    thetaSquared: 0,
    shareTheta: 0,
    timeMs: 0,
    logTime: 0,
    logTimeSquared: 0,
    options: {},
    difficulty,
    difficultyVariance,
    drift: NO_DRIFT,
  };
}

/** The tally after one more answer. `parameters` give discrimination, asymptotes and thresholds; b is the tally's own. */
export function tallyAnswer(tally: ItemTally, parameters: ItemParameters, answer: ItemAnswerEvidence): ItemTally {
  const { difficulty, difficultyVariance } = tally;
  const current = { ...parameters, difficulty, difficultyVariance };
  const { points, ability, responseTimeMs, optionId } = answer;
  const most = maximumScore(parameters);
  const share = points / most;
  const logTime = Math.log(Math.max(1, responseTimeMs));
  const learned = updateDifficulty(current, points, ability);
  return {
    n: tally.n + 1,
    share: tally.share + share,
    shareSquared: tally.shareSquared + share * share,
    theta: tally.theta + ability.theta,
    thetaSquared: tally.thetaSquared + ability.theta * ability.theta,
    shareTheta: tally.shareTheta + share * ability.theta,
    timeMs: tally.timeMs + responseTimeMs,
    logTime: tally.logTime + logTime,
    logTimeSquared: tally.logTimeSquared + logTime * logTime,
    options: optionId === null ? tally.options : { ...tally.options, [optionId]: (tally.options[optionId] ?? 0) + 1 },
    difficulty: learned.difficulty,
    difficultyVariance: learned.difficultyVariance,
    drift:
      tally.n < WATCHED_FROM
        ? tally.drift
        : watchDrift(tally.drift, points === most, expectedSuccess(current, ability), timeResidual(tally, logTime)),
  };
}

/** Probability of all points, averaged over what is not known of the person and of b. */
export function expectedSuccess(parameters: ItemParameters, { theta, sd }: AbilityEstimate): number {
  const most = maximumScore(parameters);
  const spread = Math.hypot(sd, Math.sqrt(parameters.difficultyVariance));
  let expected = 0;
  NORMAL_21.nodes.forEach((node, q) => {
    expected += NORMAL_21.weights[q]! * scoreProbability(parameters, most, theta + spread * node);
  });
  return Math.min(1 - 1e-9, Math.max(1e-9, expected));
}

function timeResidual({ n, logTime, logTimeSquared }: ItemTally, current: number): number {
  const mean = logTime / n;
  const variance = Math.max(0.01, (logTimeSquared - n * mean * mean) / (n - 1));
  return (current - mean) / Math.sqrt(variance);
}

/** Figures of an item, each with its n or the reason why there is none. */
export type ItemFigures = {
  /** Mean share of the points: for right-or-wrong items the p value. */
  readonly p: Statistic;
  readonly difficulty: Statistic;
  /** Correlation of the share with what the person's other answers say of the skill. */
  readonly correlation: Statistic;
  readonly timeMs: Statistic;
  readonly options: readonly { readonly id: string; readonly count: number; readonly share: number }[];
};

export function itemFigures(tally: ItemTally, most: number): ItemFigures {
  const { n, difficulty, difficultyVariance } = tally;
  const sd = Math.sqrt(difficultyVariance);
  const chosen = Object.values(tally.options).reduce((sum, count) => sum + count, 0);
  return {
    p: most === 1 ? wilson(Math.round(tally.share), n) : meanShare(tally),
    difficulty:
      n === 0
        ? notMeasured('nobody has answered it; the difficulty is the one it came with')
        : measured(difficulty, n, 'Bayesian update', {
            low: difficulty - 1.96 * sd,
            high: difficulty + 1.96 * sd,
            level: 0.95,
            method: 'posterior of b',
          }),
    correlation: correlation(tally),
    timeMs: meanTime(tally),
    options: Object.entries(tally.options)
      .map(([id, count]) => ({ id, count, share: count / chosen }))
      .sort((x, y) => (x.id < y.id ? -1 : 1)),
  };
}

const NOBODY = notMeasured('nobody has answered it');

/** Shares within 0 to 1 vary no more than right and wrong with the same mean, so Wilson's interval is wide enough. */
function meanShare({ n, share }: ItemTally): Statistic {
  const counted = wilson(Math.min(share, n), n);
  if (counted.value === null || !counted.interval) return NOBODY;
  return measured(counted.value, n, 'mean share', { ...counted.interval, method: 'Wilson score interval, at least' });
}

/** The mean with Cox's interval for times that are lognormal (Zhou & Gao 1997), its width taken about the mean itself. */
function meanTime({ n, timeMs, logTime, logTimeSquared }: ItemTally): Statistic {
  if (n === 0) return NOBODY;
  const value = measured(timeMs / n, n, 'mean');
  if (n < LEAST_TIMED) return { ...value, noInterval: `fewer than ${LEAST_TIMED} answers` };
  const variance = Math.max(0, (logTimeSquared - (logTime * logTime) / n) / (n - 1));
  const factor = Math.exp(1.96 * Math.sqrt(variance / n + (variance * variance) / (2 * (n - 1))));
  const interval = {
    low: value.value / factor,
    high: value.value * factor,
    level: 0.95,
    method: 'Cox, lognormal times',
  };
  return measured(value.value, n, 'mean', interval);
}

/** Pearson's r from the sums, with Fisher's z interval. */
function correlation({ n, share, shareSquared, theta, thetaSquared, shareTheta }: ItemTally): Statistic {
  if (n < LEAST_CORRELATED) return notMeasured(`fewer than ${LEAST_CORRELATED} answers`, n);
  const varianceShare = shareSquared - (share * share) / n;
  const varianceTheta = thetaSquared - (theta * theta) / n;
  if (!(varianceShare > 1e-9 && varianceTheta > 1e-9)) return notMeasured('everybody answered alike', n);
  const r = (shareTheta - (share * theta) / n) / Math.sqrt(varianceShare * varianceTheta);
  const z = Math.atanh(Math.min(0.999999, Math.max(-0.999999, r)));
  const half = 1.96 / Math.sqrt(n - 3);
  const interval = { low: Math.tanh(z - half), high: Math.tanh(z + half), level: 0.95, method: "Fisher's z" };
  return measured(r, n, 'point-biserial correlation with leave-one-out ability', interval);
}
