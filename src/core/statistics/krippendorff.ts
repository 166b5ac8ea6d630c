import { bca } from './bootstrap';
import { measured, notMeasured, type Statistic } from './statistic';

export type MeasurementLevel = 'nominal' | 'ordinal' | 'interval' | 'ratio';

/**
 * Krippendorff's alpha = 1 - observed / expected disagreement, with gaps allowed. Krippendorff (2011), "Computing
 * Krippendorff's alpha-reliability".
 *
 * @param units one row a unit, one column a rater, null where a rater gave nothing. Units with fewer than two values are dropped.
 *   Nominal values may be any numbers used as codes; the other levels use their order, distance or ratio.
 * @returns alpha (1 agreement, 0 as by chance, below 0 systematic disagreement) with n = units used, or the reason why it is
 *   undefined: fewer than two units with pairs, or a single category in all of them (chance cannot be told from agreement).
 */
export function krippendorffAlpha(units: readonly (readonly (number | null)[])[], level: MeasurementLevel): Statistic {
  const rows = units.map((row) => row.filter((value) => value !== null)).filter((row) => row.length >= 2);
  if (rows.length < 2) return notMeasured('fewer than two units were rated by two raters', rows.length);
  const categories = [...new Set(rows.flat())].sort((a, b) => a - b);
  if (categories.length === 1) return notMeasured('all ratings are alike, so chance agreement is certain', rows.length);

  const position = new Map(categories.map((value, index) => [value, index]));
  const size = categories.length;
  const coincidences = new Float64Array(size * size);
  for (const row of rows) {
    const counts = new Map<number, number>();
    for (const value of row) counts.set(position.get(value)!, (counts.get(position.get(value)!) ?? 0) + 1);
    for (const [c, countC] of counts) {
      for (const [k, countK] of counts) {
        const pairs = c === k ? countC * (countC - 1) : countC * countK;
        coincidences[c * size + k]! += pairs / (row.length - 1);
      }
    }
  }
  const totals = categories.map((_, c) => coincidences.subarray(c * size, (c + 1) * size).reduce((a, b) => a + b, 0));
  const n = totals.reduce((a, b) => a + b, 0);
  const delta = squaredDifference(categories, totals, level);

  let observed = 0;
  let expected = 0;
  for (let c = 0; c < size; c += 1) {
    for (let k = 0; k < size; k += 1) {
      const difference = delta(c, k);
      observed += coincidences[c * size + k]! * difference;
      expected += totals[c]! * totals[k]! * difference;
    }
  }
  if (expected === 0) return notMeasured('the ratings do not differ on this scale', rows.length);
  return measured(1 - ((n - 1) * observed) / expected, rows.length, `Krippendorff alpha, ${level}`);
}

/** Alpha with a BCa interval over units. Units are what varies from sample to sample; the raters are these raters. */
export function krippendorffInterval(
  units: readonly (readonly (number | null)[])[],
  level: MeasurementLevel,
  { seed, resamples }: { seed: string; resamples?: number },
): Statistic {
  const alpha = krippendorffAlpha(units, level);
  if (alpha.value === null) return alpha;
  const pairable = units.filter((row) => row.filter((value) => value !== null).length >= 2);
  const result = bca({
    items: pairable,
    figure: (drawn) => krippendorffAlpha(drawn, level).value,
    seed,
    ...(resamples === undefined ? {} : { resamples }),
  });
  return { ...result, method: alpha.method } as Statistic;
}

function squaredDifference(categories: readonly number[], totals: readonly number[], level: MeasurementLevel) {
  return (c: number, k: number): number => {
    if (c === k) return 0;
    const a = categories[c]!;
    const b = categories[k]!;
    switch (level) {
      case 'nominal':
        return 1;
      case 'interval':
        return (a - b) ** 2;
      case 'ratio':
        return a + b === 0 ? 0 : ((a - b) / (a + b)) ** 2;
      case 'ordinal': {
        const [from, to] = c < k ? [c, k] : [k, c];
        let between = 0;
        for (let g = from; g <= to; g += 1) between += totals[g]!;
        return (between - (totals[from]! + totals[to]!) / 2) ** 2;
      }
    }
  };
}
