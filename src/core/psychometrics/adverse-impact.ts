import { wilson } from '@/core/statistics/intervals';
import { normalQuantile } from '@/core/statistics/normal';
import { measured, notMeasured, type Statistic } from '@/core/statistics/statistic';

/** How many people of a group applied and how many were selected. */
export type SelectionCount = { readonly group: string; readonly selected: number; readonly applicants: number };

export type ImpactResult = {
  readonly group: string;
  readonly applicants: number;
  /** Selected over applicants, with its Wilson interval. */
  readonly rate: Statistic;
  /** How the group fared beside the one selected most often; null for that one itself. */
  readonly compared: {
    readonly with: string;
    /** Selection rate over that of the group compared with. */
    readonly ratio: Statistic;
    /** Ratio below four fifths (UGESP, 29 CFR 1607.4 D). A flag to look into, not a finding. */
    readonly belowFourFifths: boolean;
    /** Two-sided Fisher exact p of the difference. */
    readonly p: number;
  } | null;
};

const FOUR_FIFTHS = 0.8;
const LEVEL = 0.95;

/**
 * Selection rates of the groups with applicants, each compared with the most often selected one (first among equals), which
 * comes first. Read ratio, interval, p and n together: with few applicants a ratio below four fifths may be chance, with
 * many a ratio above it may not be.
 */
export function adverseImpact(counts: readonly SelectionCount[]): ImpactResult[] {
  const groups = counts.filter(({ applicants }) => applicants > 0);
  const share = ({ selected, applicants }: SelectionCount) => selected / applicants;
  const best = groups.toSorted((x, y) => share(y) - share(x))[0];
  if (!best) return [];
  const rated = (count: SelectionCount) => {
    const { group, applicants, selected } = count;
    return { group, applicants, rate: wilson(selected, applicants, LEVEL) };
  };
  return [
    { ...rated(best), compared: null },
    ...groups
      .filter((group) => group !== best)
      .map((group) => {
        const ratio = rateRatio(group, best);
        const p = fisherExact(
          group.selected,
          group.applicants - group.selected,
          best.selected,
          best.applicants - best.selected,
        );
        const belowFourFifths = ratio.value !== null && ratio.value < FOUR_FIFTHS - 1e-12;
        return { ...rated(group), compared: { with: best.group, ratio, belowFourFifths, p } };
      }),
  ];
}

/** Ratio of two selection rates with the interval of its logarithm (Katz, Baptista, Azen & Pike 1978). */
function rateRatio(group: SelectionCount, best: SelectionCount): Statistic {
  const n = group.applicants + best.applicants;
  if (best.selected === 0) return notMeasured('nobody was selected', n);
  const value = group.selected / group.applicants / (best.selected / best.applicants);
  const method = 'ratio of selection rates';
  if (group.selected === 0) return { ...measured(0, n, method), noInterval: 'nobody of the group was selected' };
  const sd = Math.sqrt(1 / group.selected - 1 / group.applicants + (1 / best.selected - 1 / best.applicants));
  if (sd === 0) return { ...measured(value, n, method), noInterval: 'everybody was selected' };
  const factor = Math.exp(normalQuantile(1 - (1 - LEVEL) / 2) * sd);
  return measured(value, n, method, {
    low: value / factor,
    high: value * factor,
    level: LEVEL,
    method: 'Katz log interval',
  });
}

/** Two-sided p of the 2 x 2 table [[a, b], [c, d]]: all tables with these margins that are no likelier (Fisher 1935). */
export function fisherExact(a: number, b: number, c: number, d: number): number {
  const total = a + b + c + d;
  const logFactorial = new Float64Array(total + 1);
  for (let n = 1; n <= total; n++) logFactorial[n] = logFactorial[n - 1]! + Math.log(n);
  const row = a + b;
  const column = a + c;
  const logProbability = (x: number) =>
    -logFactorial[x]! - logFactorial[row - x]! - logFactorial[column - x]! - logFactorial[total - row - column + x]!;
  const observed = logProbability(a);
  let all = 0;
  let extreme = 0;
  for (let x = Math.max(0, row + column - total); x <= Math.min(row, column); x++) {
    const log = logProbability(x);
    const weight = Math.exp(log - observed);
    all += weight;
    if (log <= observed + 1e-7) extreme += weight;
  }
  return Math.min(1, extreme / all);
}
