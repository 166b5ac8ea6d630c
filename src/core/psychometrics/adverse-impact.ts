/** How many people of a group applied and how many were selected. */
export type SelectionCount = { readonly group: string; readonly selected: number; readonly applicants: number };

export type ImpactResult = {
  readonly group: string;
  readonly comparedWith: string;
  readonly applicants: number;
  readonly rate: number;
  /** Selection rate over that of the group selected most often; null when nobody was selected at all. */
  readonly ratio: number | null;
  /** Ratio below four fifths (UGESP, 29 CFR 1607.4 D). A flag to look into, not a finding. */
  readonly belowFourFifths: boolean;
  /** Two-sided Fisher exact p of the difference from the group compared with. */
  readonly p: number;
};

const FOUR_FIFTHS = 0.8;

/**
 * Compares each group's selection rate with that of the most often selected group (first among equals), which itself is
 * left out of the result. Groups without applicants are left out too. Read ratio, p and n together: with few applicants a
 * ratio below four fifths may be chance, with many a ratio above it may not be.
 */
export function adverseImpact(counts: readonly SelectionCount[]): ImpactResult[] {
  const groups = counts.filter(({ applicants }) => applicants > 0);
  const rate = ({ selected, applicants }: SelectionCount) => selected / applicants;
  const best = groups.reduce<SelectionCount | null>(
    (top, group) => (top && rate(top) >= rate(group) ? top : group),
    null,
  );
  if (!best) return [];
  return groups
    .filter((group) => group !== best)
    .map((group) => {
      const ratio = best.selected === 0 ? null : rate(group) / rate(best);
      return {
        group: group.group,
        comparedWith: best.group,
        applicants: group.applicants,
        rate: rate(group),
        ratio,
        belowFourFifths: ratio !== null && ratio < FOUR_FIFTHS - 1e-12,
        p: fisherExact(
          group.selected,
          group.applicants - group.selected,
          best.selected,
          best.applicants - best.selected,
        ),
      };
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
