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
  return { status: 'measured', oddsRatio, delta, deltaSd, chiSquare, p, dif: etsClass(delta, deltaSd, p) };
}

function etsClass(delta: number, sd: number, p: number): 'A' | 'B' | 'C' {
  if (Math.abs(delta) < 1 || p >= 0.05) return 'A';
  return Math.abs(delta) >= 1.5 && (Math.abs(delta) - 1) / sd > 1.645 ? 'C' : 'B';
}

/** Sorts answers into `bands` ability bands of about equal size. `theta` should not rest on the item itself. */
export function abilityStrata(
  answers: readonly { readonly theta: number; readonly group: 'reference' | 'focal'; readonly score: 0 | 1 }[],
  bands = 8,
): DifStratum[] {
  const sorted = answers.toSorted((x, y) => x.theta - y.theta);
  const strata = Array.from({ length: bands }, () => {
    return { referenceRight: 0, referenceWrong: 0, focalRight: 0, focalWrong: 0 };
  });
  let band = 0;
  sorted.forEach(({ theta, group, score }, i) => {
    // People of equal ability stay in one band.
    const due = Math.floor((i * bands) / sorted.length);
    if (due > band && theta > sorted[i - 1]!.theta) band = due;
    strata[band]![`${group}${score === 1 ? 'Right' : 'Wrong'}`] += 1;
  });
  return strata;
}
