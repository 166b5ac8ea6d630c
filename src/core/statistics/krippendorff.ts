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
  const { rated, categories } = countUnits(units);
  return alphaOf(rated, categories, level);
}

/** The values of one unit by category, as often as each was given. */
type RatedUnit = { categories: readonly number[]; counts: readonly number[]; values: number };

function countUnits(units: readonly (readonly (number | null)[])[]) {
  const rows = units.map((row) => row.filter((value) => value !== null)).filter((row) => row.length >= 2);
  const categories = [...new Set(rows.flat())].sort((a, b) => a - b);
  const position = new Map(categories.map((value, index) => [value, index]));
  const rated = rows.map((row): RatedUnit => {
    const counts = new Map<number, number>();
    for (const value of row) counts.set(position.get(value)!, (counts.get(position.get(value)!) ?? 0) + 1);
    const sorted = [...counts].sort(([c], [k]) => c - k);
    return { categories: sorted.map(([c]) => c), counts: sorted.map(([, count]) => count), values: row.length };
  });
  return { rated, categories };
}

/**
 * Without the matrix of coincidences: the total of a category is how often it was given, a unit adds 2 * count * count / (values - 1)
 * to each pair of its categories. Categories that these units do not have add nothing.
 */
function alphaOf(units: readonly RatedUnit[], categories: readonly number[], level: MeasurementLevel): Statistic {
  if (units.length < 2) return notMeasured('fewer than two units were rated by two raters', units.length);
  const totals = new Float64Array(categories.length);
  for (const unit of units) {
    for (let i = 0; i < unit.counts.length; i += 1) totals[unit.categories[i]!]! += unit.counts[i]!;
  }
  const given: number[] = [];
  for (let c = 0; c < totals.length; c += 1) if (totals[c]! > 0) given.push(c);
  if (given.length === 1) return notMeasured('all ratings are alike, so chance agreement is certain', units.length);
  const delta = squaredDifference(categories, totals, level);

  let observed = 0;
  for (const { categories: own, counts, values } of units) {
    for (let i = 0; i < own.length; i += 1) {
      for (let j = i + 1; j < own.length; j += 1) {
        observed += ((2 * counts[i]! * counts[j]!) / (values - 1)) * delta(own[i]!, own[j]!);
      }
    }
  }
  let expected = 0;
  for (let i = 0; i < given.length; i += 1) {
    for (let j = i + 1; j < given.length; j += 1) {
      expected += 2 * totals[given[i]!]! * totals[given[j]!]! * delta(given[i]!, given[j]!);
    }
  }
  if (expected === 0) return notMeasured('the ratings do not differ on this scale', units.length);
  const n = totals.reduce((sum, total) => sum + total, 0);
  return measured(1 - ((n - 1) * observed) / expected, units.length, `Krippendorff alpha, ${level}`);
}

/** Alpha with a BCa interval over units. Units are what varies from sample to sample; the raters are these raters. */
export function krippendorffInterval(
  units: readonly (readonly (number | null)[])[],
  level: MeasurementLevel,
  { seed, resamples }: { seed: string; resamples?: number },
): Statistic {
  const { rated, categories } = countUnits(units);
  const alpha = alphaOf(rated, categories, level);
  if (alpha.value === null) return alpha;
  const result = bca({
    items: rated,
    figure: (drawn) => alphaOf(drawn, categories, level).value,
    seed,
    ...(resamples === undefined ? {} : { resamples }),
  });
  return { ...result, method: alpha.method } as Statistic;
}

/** Of two categories by number, the smaller first. */
function squaredDifference(categories: readonly number[], totals: Float64Array, level: MeasurementLevel) {
  const upTo = new Float64Array(totals.length + 1);
  for (let c = 0; c < totals.length; c += 1) upTo[c + 1] = upTo[c]! + totals[c]!;
  return (c: number, k: number): number => {
    const a = categories[c]!;
    const b = categories[k]!;
    switch (level) {
      case 'nominal':
        return 1;
      case 'interval':
        return (a - b) ** 2;
      case 'ratio':
        return a + b === 0 ? 0 : ((a - b) / (a + b)) ** 2;
      case 'ordinal':
        return (upTo[k + 1]! - upTo[c]! - (totals[c]! + totals[k]!) / 2) ** 2;
    }
  };
}
