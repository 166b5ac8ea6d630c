import type { LabelledProbability } from './labelled-probability';
import { clamp } from './moments';
import { logLoss } from './proper-scores';

/** Turns a raw score into a probability. Kept as data, so that it can be stored with the labels it was fitted on. */
export type Calibrator =
  | { kind: 'platt'; slope: number; intercept: number; n: number }
  | { kind: 'isotonic'; steps: readonly { from: number; probability: number }[]; n: number };

/** From this many labels on a free shape may be worth its variance. */
const ISOTONIC_FROM = 200;

type Fit = (cases: readonly LabelledProbability[]) => Calibrator | null;

/**
 * Platt's curve for fewer than 200 labels. From there on isotonic steps, if they do better than the curve on cases that took no part
 * in either (log loss, five folds by source): steps follow any shape, but what they say at the ends rests on few labels. Null unless
 * both outcomes occur.
 */
export function fitCalibrator(cases: readonly LabelledProbability[]): Calibrator | null {
  if (cases.length < ISOTONIC_FROM) return fitPlatt(cases);
  const lossOf = (by: Fit) => logLoss(crossFitted(cases, by) ?? []).value ?? Number.POSITIVE_INFINITY;
  return lossOf(fitIsotonic) < lossOf(fitPlatt) ? fitIsotonic(cases) : fitPlatt(cases);
}

export function calibrate(calibrator: Calibrator, score: number): number {
  switch (calibrator.kind) {
    case 'platt':
      return sigmoid(calibrator.slope * logit(score) + calibrator.intercept);
    case 'isotonic':
      return stepAt(calibrator.steps, score);
  }
}

const MAX_ROUNDS = 100;

/**
 * Platt (1999) with the smoothed targets (n+ + 1)/(n+ + 2) and 1/(n- + 2), fitted by Newton's method with the step halving of
 * Lin, Lin & Weng (2007), on the logit of the score. Null unless both outcomes occur.
 */
export function fitPlatt(cases: readonly LabelledProbability[]): Extract<Calibrator, { kind: 'platt' }> | null {
  const positives = cases.filter((c) => c.isTrue).length;
  const negatives = cases.length - positives;
  if (positives === 0 || negatives === 0) return null;
  const x = cases.map((c) => logit(c.probability));
  const targets = cases.map((c) => (c.isTrue ? (positives + 1) / (positives + 2) : 1 / (negatives + 2)));
  const loss = (slope: number, intercept: number): number =>
    x.reduce((total, value, i) => {
      const f = slope * value + intercept;
      return total + Math.log1p(Math.exp(-Math.abs(f))) + Math.max(f, 0) - targets[i]! * f;
    }, 0);

  let [slope, intercept] = [0, Math.log((positives + 1) / (negatives + 1))];
  let current = loss(slope, intercept);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    let [gs, gi, hss, hsi, hii] = [0, 0, 1e-12, 0, 1e-12];
    for (let i = 0; i < x.length; i += 1) {
      const p = sigmoid(slope * x[i]! + intercept);
      const residual = p - targets[i]!;
      const weight = p * (1 - p);
      gs += residual * x[i]!;
      gi += residual;
      hss += weight * x[i]! * x[i]!;
      hsi += weight * x[i]!;
      hii += weight;
    }
    if (Math.abs(gs) < 1e-10 && Math.abs(gi) < 1e-10) break;
    const determinant = hss * hii - hsi * hsi;
    if (determinant <= 0) break;
    const stepSlope = -(hii * gs - hsi * gi) / determinant;
    const stepIntercept = -(hss * gi - hsi * gs) / determinant;
    let size = 1;
    let next = loss(slope + stepSlope, intercept + stepIntercept);
    while (next > current && size > 1e-10) {
      size /= 2;
      next = loss(slope + size * stepSlope, intercept + size * stepIntercept);
    }
    if (next >= current) break;
    slope += size * stepSlope;
    intercept += size * stepIntercept;
    current = next;
  }
  return { kind: 'platt', slope, intercept, n: cases.length };
}

/** Isotonic calibration: the monotone steps nearest to the outcomes in squares. Null unless both outcomes occur. */
export function fitIsotonic(cases: readonly LabelledProbability[]): Extract<Calibrator, { kind: 'isotonic' }> | null {
  const positives = cases.filter((c) => c.isTrue).length;
  if (positives === 0 || positives === cases.length) return null;
  const groups = [...Map.groupBy(cases, (c) => c.probability)].sort(([a], [b]) => a - b);
  const fitted = isotonicRegression(
    groups.map(([, members]) => members.filter((c) => c.isTrue).length / members.length),
    groups.map(([, members]) => members.length),
  );
  const steps = groups
    .map(([from], i) => ({ from, probability: fitted[i]! }))
    .filter((step, i, all) => i === 0 || step.probability !== all[i - 1]!.probability);
  return { kind: 'isotonic', steps, n: cases.length };
}

/**
 * Weighted isotonic regression by pooling adjacent violators. Ayer et al. (1955); linear time.
 * @returns the non-decreasing sequence nearest to `values` in weighted squares, as long as they are.
 */
export function isotonicRegression(
  values: readonly number[],
  weights: readonly number[] = values.map(() => 1),
): number[] {
  const blocks: { mean: number; weight: number; length: number }[] = [];
  values.forEach((value, i) => {
    let block = { mean: value, weight: weights[i]!, length: 1 };
    for (let last = blocks.at(-1); last && last.mean >= block.mean; last = blocks.at(-1)) {
      blocks.pop();
      const weight = last.weight + block.weight;
      block = {
        mean: (last.mean * last.weight + block.mean * block.weight) / weight,
        weight,
        length: last.length + block.length,
      };
    }
    blocks.push(block);
  });
  return blocks.flatMap((block) => Array<number>(block.length).fill(block.mean));
}

/**
 * Calibrated probabilities of cases that took no part in their own calibration: cases are dealt into folds by source, and each fold
 * is calibrated by a fit on the others. What is reported after calibration has to come from here.
 * @returns null when some fit lacks one of the outcomes.
 */
export function crossFittedProbabilities(cases: readonly LabelledProbability[]): LabelledProbability[] | null {
  return crossFitted(cases, fitCalibrator);
}

const FOLDS = 5;

function crossFitted(cases: readonly LabelledProbability[], by: Fit): LabelledProbability[] | null {
  const sources = [...new Set(cases.map((c, i) => c.source ?? String(i)))];
  const foldOf = new Map(sources.map((source, i) => [source, i % FOLDS]));
  const inFold = cases.map((c, i) => foldOf.get(c.source ?? String(i))!);
  const fits = Array.from({ length: Math.min(FOLDS, sources.length) }, (_, fold) =>
    by(cases.filter((_case, i) => inFold[i] !== fold)),
  );
  if (fits.some((fitted) => fitted === null)) return null;
  return cases.map((c, i) => ({ ...c, probability: calibrate(fits[inFold[i]!]!, c.probability) }));
}

function stepAt(steps: readonly { from: number; probability: number }[], score: number): number {
  return steps.findLast((step) => step.from <= score)?.probability ?? steps[0]!.probability;
}

const CLIP = 1e-6;

function logit(p: number): number {
  const kept = clamp(p, CLIP, 1 - CLIP);
  return Math.log(kept / (1 - kept));
}

function sigmoid(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}
