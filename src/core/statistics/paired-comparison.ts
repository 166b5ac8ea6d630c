import { type Bootstrap, bca } from './bootstrap';
import { mean } from './moments';
import { measured, notMeasured, type Statistic } from './statistic';

/** One item measured by two runs, judges or versions. */
export type Pair = { before: number; after: number };

/**
 * Mean of after - before over items that both have, with a BCa interval over items (or clusters of them). Pairing takes out what is
 * hard or easy about an item, so a small difference shows in far fewer items than two separate intervals need.
 */
export function pairedDifference<T extends Pair>(
  items: readonly T[],
  options: Pick<Bootstrap<T>, 'seed' | 'clusterOf' | 'resamples' | 'level'>,
): Statistic {
  if (items.length === 0) return notMeasured('no item was measured by both');
  return bca({ items, figure: (drawn) => mean(drawn.map(({ before, after }) => after - before)), ...options });
}

export type McNemar = { onlyBefore: number; onlyAfter: number; pValue: Statistic };

/**
 * McNemar's exact test of paired yes/no outcomes: only items on which the two differ count, and under no difference each is as
 * likely either way, so the two-sided p is from the binomial with 1/2. McNemar (1947); exact form, not the chi-square one.
 */
export function mcNemarExact(items: readonly { before: boolean; after: boolean }[]): McNemar {
  const onlyBefore = items.filter(({ before, after }) => before && !after).length;
  const onlyAfter = items.filter(({ before, after }) => after && !before).length;
  const n = onlyBefore + onlyAfter;
  if (n === 0) return { onlyBefore, onlyAfter, pValue: notMeasured('the two differ on no item', items.length) };
  const extreme = Math.min(onlyBefore, onlyAfter);
  let logTerm = -n * Math.LN2;
  let tail = 0;
  for (let k = 0; k <= extreme; k += 1) {
    tail += Math.exp(logTerm);
    logTerm += Math.log((n - k) / (k + 1));
  }
  const p = Math.min(1, 2 * tail);
  return { onlyBefore, onlyAfter, pValue: measured(p, n, 'exact McNemar test, two-sided') };
}
