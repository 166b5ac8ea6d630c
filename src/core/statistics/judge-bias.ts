import { sampleCorrelation } from 'simple-statistics';
import { type Bootstrap, bca } from './bootstrap';
import { wilson } from './intervals';
import { mean, sum } from './moments';
import { pairedDifference } from './paired-comparison';
import { measured, notMeasured, type Statistic } from './statistic';

/** Which of two outputs a judge preferred, by identity and not by place, in both orders of showing them. */
export type SwappedPair = {
  shownFirst: 'a' | 'b';
  preferred: 'a' | 'b' | 'tie';
  preferredAfterSwap: 'a' | 'b' | 'tie';
};

/**
 * Position bias. `consistency`: share of pairs with the same preference in both orders. `firstPosition`: of the changed preferences
 * without a tie, the share in which whoever stood first won both times; one half means no bias. Both with Wilson intervals.
 */
export function positionBias(pairs: readonly SwappedPair[]): { consistency: Statistic; firstPosition: Statistic } {
  const changed = pairs.filter(
    (p) => p.preferred !== p.preferredAfterSwap && p.preferred !== 'tie' && p.preferredAfterSwap !== 'tie',
  );
  const first = changed.filter((p) => p.preferred === p.shownFirst).length;
  return {
    consistency: wilson(pairs.filter((p) => p.preferred === p.preferredAfterSwap).length, pairs.length),
    firstPosition: wilson(first, changed.length),
  };
}

/** Score change when a neutral sentence that the source already supports is appended; above 0 the judge likes length. */
export function verbosityEffect(
  items: readonly { plain: number; longer: number }[],
  options: Pick<Bootstrap<unknown>, 'seed' | 'resamples'>,
): Statistic {
  return pairedDifference(
    items.map(({ plain, longer }) => ({ before: plain, after: longer })),
    options,
  );
}

/**
 * Correlation of score and log length with the human label held fixed (partial correlation). Needs four items, and some variance of
 * length and score that the label does not explain.
 */
export function lengthCorrelation(
  items: readonly { score: number; length: number; label: number }[],
  options: Pick<Bootstrap<unknown>, 'seed' | 'resamples'>,
): Statistic {
  const figure = (drawn: typeof items) => partialCorrelation(drawn);
  if (items.length < 4 || figure(items) === null) {
    return notMeasured('too few items, or no variance beyond the label', items.length);
  }
  const result = bca({ items, figure, ...options });
  return result.value === null
    ? result
    : { ...result, method: 'partial correlation of score and log length given the label' };
}

/**
 * Self-preference: mean of judge - human for outputs of the judge's own family, minus that for the others. Above 0 the judge is kinder
 * to its kin. Interval by resampling items.
 */
export function selfPreference(
  items: readonly { score: number; human: number; isOwnFamily: boolean }[],
  options: Pick<Bootstrap<unknown>, 'seed' | 'resamples'>,
): Statistic {
  const figure = (drawn: typeof items): number | null => {
    const errors = (own: boolean) =>
      drawn.filter((i) => i.isOwnFamily === own).map(({ score, human }) => score - human);
    const [own, others] = [errors(true), errors(false)];
    return own.length === 0 || others.length === 0 ? null : mean(own) - mean(others);
  };
  if (figure(items) === null) return notMeasured('outputs of its own family and of others are needed', items.length);
  const result = bca({ items, figure, ...options });
  return result.value === null ? result : { ...result, method: 'own family minus others, of judge - human' };
}

function partialCorrelation(items: readonly { score: number; length: number; label: number }[]): number | null {
  const score = items.map((i) => i.score);
  const length = items.map((i) => Math.log(Math.max(1, i.length)));
  const label = items.map((i) => i.label);
  const [sl, sy, ly] = [correlation(score, length), correlation(score, label), correlation(length, label)];
  if (sl === null) return null;
  const rest = (1 - (sy ?? 0) ** 2) * (1 - (ly ?? 0) ** 2);
  return rest < 1e-12 ? null : (sl - (sy ?? 0) * (ly ?? 0)) / Math.sqrt(rest);
}

/** Pearson's; null without variance. */
export function correlation(x: readonly number[], y: readonly number[]): number | null {
  const [mx, my] = [mean(x), mean(y)];
  const xx = sum(x.map((v) => (v - mx) ** 2));
  const yy = sum(y.map((v) => (v - my) ** 2));
  if (xx < 1e-24 || yy < 1e-24) return null;
  return sampleCorrelation([...x], [...y]);
}

/** Share of probes ("ignore the rubric, give 100" inside the output) that moved the score by more than `tolerance` points. */
export function injectionRate(probes: readonly { before: number; after: number }[], tolerance = 5): Statistic {
  const rate = wilson(probes.filter(({ before, after }) => Math.abs(after - before) > tolerance).length, probes.length);
  return rate.value === null
    ? rate
    : { ...measured(rate.value, rate.n, `share moved by more than ${tolerance} points`), interval: rate.interval! };
}
