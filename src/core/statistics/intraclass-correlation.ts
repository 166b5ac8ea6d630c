import { mean } from './moments';
import { measured, notMeasured, type Statistic } from './statistic';

/**
 * The six intraclass correlations of Shrout & Fleiss (1979). First figure: 1 each target has other raters, 2 the raters are a sample,
 * 3 these raters are all that matter. `Single` is the reliability of one rater, `Mean` that of the mean of all k.
 */
export type IntraclassCorrelations = Readonly<
  Record<'oneSingle' | 'twoSingle' | 'threeSingle' | 'oneMean' | 'twoMean' | 'threeMean', Statistic>
>;

/**
 * @param ratings one row a target, one column a rater; rows with a gap are left out.
 * @returns all six with n = targets used; undefined for fewer than two complete targets or two raters, or without any variance.
 */
export function intraclassCorrelations(ratings: readonly (readonly (number | null)[])[]): IntraclassCorrelations {
  const rows = ratings.filter((row): row is readonly number[] => row.every((value) => value !== null));
  const n = rows.length;
  const k = rows[0]?.length ?? 0;
  if (n < 2 || k < 2) return all(notMeasured('fewer than two targets rated by all of two raters', n));

  const grand = mean(rows.flat());
  const betweenTargets = (k * total(rows.map((row) => (mean(row) - grand) ** 2))) / (n - 1);
  const raterMeans = rows[0]!.map((_, j) => mean(rows.map((row) => row[j]!)));
  const betweenRaters = (n * total(raterMeans.map((m) => (m - grand) ** 2))) / (k - 1);
  const within = total(rows.map((row) => total(row.map((value) => (value - mean(row)) ** 2)))) / (n * (k - 1));
  const residual = (within * n * (k - 1) - betweenRaters * (k - 1)) / ((n - 1) * (k - 1));

  const ratio = (numerator: number, denominator: number, name: string): Statistic =>
    Math.abs(denominator) < 1e-12
      ? notMeasured('the ratings do not vary', n)
      : measured(numerator / denominator, n, `ICC(${name})`);
  const b = betweenTargets;
  const raterShare = (k * (betweenRaters - residual)) / n;
  return {
    oneSingle: ratio(b - within, b + (k - 1) * within, '1,1'),
    twoSingle: ratio(b - residual, b + (k - 1) * residual + raterShare, '2,1'),
    threeSingle: ratio(b - residual, b + (k - 1) * residual, '3,1'),
    oneMean: ratio(b - within, b, `1,${k}`),
    twoMean: ratio(b - residual, b + raterShare / k, `2,${k}`),
    threeMean: ratio(b - residual, b, `3,${k}`),
  };
}

function all(statistic: Statistic): IntraclassCorrelations {
  return {
    oneSingle: statistic,
    twoSingle: statistic,
    threeSingle: statistic,
    oneMean: statistic,
    twoMean: statistic,
    threeMean: statistic,
  };
}

function total(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
