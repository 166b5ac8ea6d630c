import { measured, notMeasured, type Statistic } from './statistic';

export type Kappa = { kappa: Statistic; observed: number | null; expected: number | null };

/**
 * Fleiss' kappa: agreement of several raters on many subjects beyond chance, every subject rated by equally many. Fleiss (1971).
 * @param counts one row a subject, one column a category: how many raters chose it.
 * @returns kappa with observed and expected agreement, n = subjects. Undefined for fewer than two subjects (for a single one it is
 *   -1/(raters - 1) whatever the raters think, unless they agree), fewer than two raters, unequal raters, or a single category.
 */
export function fleissKappa(counts: readonly (readonly number[])[]): Kappa {
  const without = (reason: string): Kappa => ({
    kappa: notMeasured(reason, counts.length),
    observed: null,
    expected: null,
  });
  if (counts.length < 2) return without('one subject carries no kappa');
  const raters = total(counts[0]!);
  if (raters < 2) return without('fewer than two raters');
  if (counts.some((row) => total(row) !== raters)) return without('the subjects were not rated by equally many');
  const n = counts.length;
  const observed =
    total(counts.map((row) => row.reduce((pairs, c) => pairs + c * (c - 1), 0) / (raters * (raters - 1)))) / n;
  const shares = counts[0]!.map((_, category) => total(counts.map((row) => row[category] ?? 0)) / (n * raters));
  const expected = total(shares.map((share) => share * share));
  if (1 - expected < 1e-12)
    return { ...without('all ratings are alike, so chance agreement is certain'), observed, expected };
  return { kappa: measured((observed - expected) / (1 - expected), n, 'Fleiss kappa'), observed, expected };
}

export type KappaWeights = 'none' | 'linear' | 'quadratic';

/**
 * Cohen's kappa of two raters from their confusion matrix, also weighted by distance for ordered categories. Cohen (1960, 1968).
 * @param matrix square; row the first rater's category, column the second's.
 */
export function cohenKappa(matrix: readonly (readonly number[])[], weights: KappaWeights = 'none'): Kappa {
  const size = matrix.length;
  const n = total(matrix.map(total));
  if (n < 2)
    return { kappa: notMeasured('fewer than two units were rated by both', n), observed: null, expected: null };
  const rows = matrix.map(total);
  const columns = matrix.map((_, k) => total(matrix.map((row) => row[k] ?? 0)));
  const credit = (i: number, k: number): number => {
    const distance = Math.abs(i - k) / Math.max(1, size - 1);
    if (weights === 'none') return i === k ? 1 : 0;
    return 1 - (weights === 'linear' ? distance : distance * distance);
  };
  let observed = 0;
  let expected = 0;
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < size; k += 1) {
      observed += (credit(i, k) * (matrix[i]![k] ?? 0)) / n;
      expected += (credit(i, k) * rows[i]! * columns[k]!) / (n * n);
    }
  }
  if (1 - expected < 1e-12) {
    return { kappa: notMeasured('both raters used one category only', n), observed, expected };
  }
  const method = weights === 'none' ? 'Cohen kappa' : `Cohen kappa, ${weights} weights`;
  return { kappa: measured((observed - expected) / (1 - expected), n, method), observed, expected };
}

/** Confusion matrix of two raters over the given categories; pairs with a gap are left out. */
export function confusionMatrix<T>(
  pairs: readonly (readonly [T | null, T | null])[],
  categories: readonly T[],
): number[][] {
  const matrix = categories.map(() => categories.map(() => 0));
  for (const [a, b] of pairs) {
    if (a === null || b === null) continue;
    const row = matrix[categories.indexOf(a)];
    const column = categories.indexOf(b);
    if (!row || column === -1) throw new RangeError('a rating outside the categories');
    row[column]! += 1;
  }
  return matrix;
}

/** The words of Landis & Koch (1977) for a kappa; a convention, not a test. */
export function kappaBand(kappa: number): 'poor' | 'slight' | 'fair' | 'moderate' | 'substantial' | 'almost perfect' {
  if (kappa < 0) return 'poor';
  if (kappa <= 0.2) return 'slight';
  if (kappa <= 0.4) return 'fair';
  if (kappa <= 0.6) return 'moderate';
  return kappa <= 0.8 ? 'substantial' : 'almost perfect';
}

function total(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
