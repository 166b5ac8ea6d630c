import { mean } from './moments';
import { measured, notMeasured, type Statistic } from './statistic';

/**
 * Mean absolute difference over all pairs of raters of one thing, in the units of the scale. This is what can be said about
 * agreement on a single item: every kappa needs many.
 */
export function meanPairwiseDifference(values: readonly number[]): Statistic {
  const differences = values.flatMap((a, i) => values.slice(i + 1).map((b) => Math.abs(a - b)));
  if (differences.length === 0) return notMeasured('fewer than two raters answered', values.length);
  return measured(mean(differences), values.length, 'mean absolute pairwise difference');
}

/**
 * Share of units on which all raters that answered agree.
 * @param units one row a unit, null where a rater gave nothing; rows with fewer than two values are left out.
 */
export function unanimousShare<T>(units: readonly (readonly (T | null)[])[]): Statistic {
  const pairable = units.map((row) => row.filter((value) => value !== null)).filter((row) => row.length >= 2);
  if (pairable.length === 0) return notMeasured('no unit was rated twice');
  const unanimous = pairable.filter((row) => row.every((value) => value === row[0])).length;
  return measured(unanimous / pairable.length, pairable.length, 'share of units rated alike');
}

/** Share of agreeing pairs among all pairs of ratings of the same unit. Not corrected for chance, and says so by its name. */
export function rawAgreement<T>(units: readonly (readonly (T | null)[])[]): Statistic {
  let agreeing = 0;
  let pairs = 0;
  for (const row of units) {
    const values = row.filter((value) => value !== null);
    for (let i = 0; i < values.length; i += 1) {
      for (let j = i + 1; j < values.length; j += 1) {
        pairs += 1;
        if (values[i] === values[j]) agreeing += 1;
      }
    }
  }
  if (pairs === 0) return notMeasured('no unit was rated twice');
  return measured(agreeing / pairs, pairs, 'share of agreeing pairs');
}
