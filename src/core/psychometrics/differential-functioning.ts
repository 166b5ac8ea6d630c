import { normalCdf } from '@/core/statistics/normal';

/** Answers to one item in one band of ability. */
export type DifStratum = {
  readonly referenceRight: number;
  readonly referenceWrong: number;
  readonly focalRight: number;
  readonly focalWrong: number;
};

/** ETS classes: A negligible, B slight to moderate, C moderate to large. Positive delta favours the focal group. */
export type DifResult =
  | {
      readonly status: 'measured';
      readonly oddsRatio: number;
      readonly delta: number;
      readonly deltaSd: number;
      /** Mantel-Haenszel chi-square with continuity correction, 1 df, and its p. */
      readonly chiSquare: number;
      readonly p: number;
      readonly dif: 'A' | 'B' | 'C';
      /** Right-or-wrong items and items with part scores are compared by different, consistent, methods. */
      readonly method: 'mantelHaenszel' | 'liuAgresti';
    }
  | { readonly status: 'notEstimable'; readonly focal: number; readonly total: number };

const LEAST_FOCAL = 100;
const LEAST_TOTAL = 400;
const DELTA_PER_LOGIT = -2.35;

/**
 * Mantel-Haenszel test of differential item functioning (Holland & Thayer 1988), with the variance of Robins, Breslow &
 * Greenland (1986) and the ETS classes (Zwick 2012): A when |delta| < 1 or not significant at 5 %; C when |delta| >= 1.5
 * and significantly above 1; else B. Not estimable below 100 focal or 400 people in strata where both groups are.
 */
export function mantelHaenszel(
  strata: readonly DifStratum[],
  limits: { readonly leastFocal?: number; readonly leastTotal?: number } = {},
): DifResult {
  let agreeing = 0; // sum A D / T
  let opposing = 0; // sum B C / T
  let difference = 0;
  let variance = 0;
  let focal = 0;
  let total = 0;
  const spread = { pr: 0, psqr: 0, qs: 0 };
  for (const { referenceRight: a, referenceWrong: b, focalRight: c, focalWrong: d } of strata) {
    const t = a + b + c + d;
    if (a + b === 0 || c + d === 0 || t < 2) continue;
    focal += c + d;
    total += t;
    const r = (a * d) / t;
    const s = (b * c) / t;
    agreeing += r;
    opposing += s;
    spread.pr += ((a + d) / t) * r;
    spread.psqr += ((a + d) / t) * s + ((b + c) / t) * r;
    spread.qs += ((b + c) / t) * s;
    difference += a - ((a + b) * (a + c)) / t;
    variance += ((a + b) * (c + d) * (a + c) * (b + d)) / (t * t * (t - 1));
  }
  const tooFew = focal < (limits.leastFocal ?? LEAST_FOCAL) || total < (limits.leastTotal ?? LEAST_TOTAL);
  if (tooFew || agreeing === 0 || opposing === 0 || variance === 0) return { status: 'notEstimable', focal, total };
  const oddsRatio = agreeing / opposing;
  const logVariance =
    spread.pr / (2 * agreeing ** 2) + spread.psqr / (2 * agreeing * opposing) + spread.qs / (2 * opposing ** 2);
  const delta = DELTA_PER_LOGIT * Math.log(oddsRatio);
  const deltaSd = Math.abs(DELTA_PER_LOGIT) * Math.sqrt(logVariance);
  const chiSquare = Math.max(0, Math.abs(difference) - 0.5) ** 2 / variance;
  const p = 2 * normalCdf(-Math.sqrt(chiSquare));
  return {
    status: 'measured',
    oddsRatio,
    delta,
    deltaSd,
    chiSquare,
    p,
    dif: etsClass(delta, deltaSd, p),
    method: 'mantelHaenszel',
  };
}

/** How often each score, 0 to m, was given in one band of ability. */
export type ScoreStratum = { readonly reference: readonly number[]; readonly focal: readonly number[] };

/**
 * The same for items with part scores. The odds ratio is that of Liu & Agresti (1996), common to all boundaries between
 * scores, as the graded response model has it; `delta` and the classes are those of right-or-wrong items (Penfield & Algina
 * 2003; with one point the two odds ratios are one). Its variance is by the delta method, people drawn from each group of each
 * band. Significance is Mantel's (1963) chi-square of the mean scores, 1 df, without continuity correction.
 */
export function liuAgresti(
  strata: readonly ScoreStratum[],
  limits: { readonly leastFocal?: number; readonly leastTotal?: number } = {},
): DifResult {
  const used = strata.filter(({ reference, focal }) => sumOf(reference) > 0 && sumOf(focal) > 0);
  const focal = used.reduce((sum, stratum) => sum + sumOf(stratum.focal), 0);
  const total = focal + used.reduce((sum, stratum) => sum + sumOf(stratum.reference), 0);
  const compared = used.map(compareCumulatively);
  const agreeing = compared.reduce((sum, stratum) => sum + stratum.agreeing, 0);
  const opposing = compared.reduce((sum, stratum) => sum + stratum.opposing, 0);
  const { difference, variance } = mantelSums(used);
  const tooFew = focal < (limits.leastFocal ?? LEAST_FOCAL) || total < (limits.leastTotal ?? LEAST_TOTAL);
  if (tooFew || agreeing === 0 || opposing === 0 || variance === 0) return { status: 'notEstimable', focal, total };
  const logVariance = compared.reduce((sum, { pulls }) => {
    return sum + pulls.reduce((own, pull) => own + spreadOf(pull, agreeing, opposing), 0);
  }, 0);
  const oddsRatio = agreeing / opposing;
  const delta = DELTA_PER_LOGIT * Math.log(oddsRatio);
  const deltaSd = Math.abs(DELTA_PER_LOGIT) * Math.sqrt(logVariance);
  const chiSquare = difference ** 2 / variance;
  const p = 2 * normalCdf(-Math.sqrt(chiSquare));
  const dif = etsClass(delta, deltaSd, p);
  return { status: 'measured', oddsRatio, delta, deltaSd, chiSquare, p, dif, method: 'liuAgresti' };
}

const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

/** People of one group with a score, and what one more of them adds to the agreeing and to the opposing sum. */
type Pull = { readonly count: number; readonly agreeing: number; readonly opposing: number };

/** The two sums of one band over all boundaries between scores, and what each person adds to them. */
function compareCumulatively({ reference, focal }: ScoreStratum) {
  const n = sumOf(reference) + sumOf(focal);
  const boundaries = Array.from({ length: reference.length - 1 }, (_, j) => ({
    referenceAbove: sumOf(reference.slice(j + 1)) / n,
    referenceBelow: sumOf(reference.slice(0, j + 1)) / n,
    focalAbove: sumOf(focal.slice(j + 1)) / n,
    focalBelow: sumOf(focal.slice(0, j + 1)) / n,
  }));
  const over = (pick: (at: (typeof boundaries)[number], j: number) => number) =>
    boundaries.reduce((sum, at, j) => sum + pick(at, j), 0);
  const pulls = [
    reference.map((count, score): Pull => {
      return {
        count,
        agreeing: over(({ focalBelow }, j) => (score > j ? focalBelow : 0)),
        opposing: over(({ focalAbove }, j) => (score > j ? 0 : focalAbove)),
      };
    }),
    focal.map((count, score): Pull => {
      return {
        count,
        agreeing: over(({ referenceAbove }, j) => (score > j ? 0 : referenceAbove)),
        opposing: over(({ referenceBelow }, j) => (score > j ? referenceBelow : 0)),
      };
    }),
  ];
  return {
    agreeing: n * over(({ referenceAbove, focalBelow }) => referenceAbove * focalBelow),
    opposing: n * over(({ referenceBelow, focalAbove }) => referenceBelow * focalAbove),
    pulls,
  };
}

/** How much the log odds ratio varies by who of a group was drawn. */
function spreadOf(pulls: readonly Pull[], agreeing: number, opposing: number): number {
  const n = pulls.reduce((sum, { count }) => sum + count, 0);
  const values = pulls.map((pull) => ({
    count: pull.count,
    value: pull.agreeing / agreeing - pull.opposing / opposing,
  }));
  const mean = values.reduce((sum, { count, value }) => sum + count * value, 0) / n;
  return values.reduce((sum, { count, value }) => sum + count * (value - mean) ** 2, 0);
}

/** Mantel's (1963) difference of the focal sum of scores from its expectation, and its variance. */
function mantelSums(strata: readonly ScoreStratum[]): { difference: number; variance: number } {
  let difference = 0;
  let variance = 0;
  for (const { reference, focal } of strata) {
    const both = reference.map((count, score) => count + focal[score]!);
    const [references, focals, n] = [sumOf(reference), sumOf(focal), sumOf(both)];
    const points = (counts: readonly number[]) => counts.reduce((sum, count, score) => sum + count * score, 0);
    const squares = both.reduce((sum, count, score) => sum + count * score * score, 0);
    difference += points(focal) - (focals * points(both)) / n;
    variance += (references * focals * (n * squares - points(both) ** 2)) / (n * n * (n - 1));
  }
  return { difference, variance };
}

function etsClass(delta: number, sd: number, p: number): 'A' | 'B' | 'C' {
  if (Math.abs(delta) < 1 || p >= 0.05) return 'A';
  return Math.abs(delta) >= 1.5 && (Math.abs(delta) - 1) / sd > 1.645 ? 'C' : 'B';
}

/** Sorts answers into `bands` ability bands of about equal size. `theta` should rest on this answer too (`thetaWithAnswer`). */
export function abilityStrata(
  answers: readonly { readonly theta: number; readonly group: 'reference' | 'focal'; readonly score: 0 | 1 }[],
  bands = 8,
): DifStratum[] {
  return scoreStrata(answers, 1, bands).map(({ reference, focal }) => {
    const [referenceWrong, referenceRight] = reference as [number, number];
    const [focalWrong, focalRight] = focal as [number, number];
    return { referenceRight, referenceWrong, focalRight, focalWrong };
  });
}

/** The same for items of `most` points. */
export function scoreStrata(
  answers: readonly { readonly theta: number; readonly group: 'reference' | 'focal'; readonly score: number }[],
  most: number,
  bands = 8,
): ScoreStratum[] {
  const sorted = answers.toSorted((x, y) => x.theta - y.theta);
  const zeros = () => new Array<number>(most + 1).fill(0);
  const strata = Array.from({ length: bands }, () => ({ reference: zeros(), focal: zeros() }));
  let band = 0;
  sorted.forEach(({ theta, group, score }, i) => {
    // People of equal ability stay in one band.
    const due = Math.floor((i * bands) / sorted.length);
    if (due > band && theta > sorted[i - 1]!.theta) band = due;
    strata[band]![group][score]! += 1;
  });
  return strata;
}
