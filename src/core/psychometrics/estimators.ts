import type { ItemParameters } from '@/core/items/item';
import type { AbilityEstimate } from './composite';
import { isGraded, scoreCurves, scoreProbability, scoreSlope, singleBoundary } from './item-response';

/**
 * An answer to an item of one skill, in points. Discriminations are used as they are; attenuate them first where b is
 * uncertain.
 */
export type SingleSkillResponse = { readonly parameters: ItemParameters; readonly score: number };

export type EstimationRange = { readonly lower: number; readonly upper: number };
export type NormalPrior = { readonly mean: number; readonly sd: number };

/*
 * The classical estimators of one ability, for checks against other software and for people who want them. Sessions and
 * reports use the joint posterior of `ability.ts`. All search a range (default -6 to 6 theta) and return its end when the
 * equation has no solution inside, as maximum likelihood does while every answer is right.
 */
const DEFAULT_RANGE: EstimationRange = { lower: -6, upper: 6 };
const STANDARD: NormalPrior = { mean: 0, sd: 1 };
const SCAN_STEPS = 240;

/** Maximum likelihood (Lord 1980). sd is `1 / sqrt(I)`; with guessing the highest of several maxima is returned. */
export function maximumLikelihood(responses: readonly SingleSkillResponse[], range = DEFAULT_RANGE): AbilityEstimate {
  const theta = bestRoot(
    (x) => slopeOf(responses, x),
    (x) => logLikelihood(responses, x),
    range,
  );
  return { theta, sd: 1 / Math.sqrt(sums(responses, theta).information) };
}

/** Posterior mode under a normal prior (Birnbaum 1969). sd is `1 / sqrt(I + 1 / sd0^2)`. */
export function maximumAPosteriori(
  responses: readonly SingleSkillResponse[],
  prior: NormalPrior = STANDARD,
  range = DEFAULT_RANGE,
): AbilityEstimate {
  const precision = 1 / (prior.sd * prior.sd);
  const theta = bestRoot(
    (x) => slopeOf(responses, x) - (x - prior.mean) * precision,
    (x) => logLikelihood(responses, x) - ((x - prior.mean) ** 2 * precision) / 2,
    range,
  );
  return { theta, sd: 1 / Math.sqrt(sums(responses, theta).information + precision) };
}

/** Weighted likelihood (Warm 1989): the root of `l' + J / (2 I)`, which takes the first-order bias out. sd is `1 / sqrt(I)`. */
export function weightedLikelihood(responses: readonly SingleSkillResponse[], range = DEFAULT_RANGE): AbilityEstimate {
  const equation = (x: number) => {
    const { slope, information, bend } = sums(responses, x);
    return information > 0 ? slope + bend / (2 * information) : slope;
  };
  const theta = bestRoot(equation, (x) => logLikelihood(responses, x), range);
  return { theta, sd: 1 / Math.sqrt(sums(responses, theta).information) };
}

/**
 * Posterior mean and sd under a normal prior (Bock & Mislevy 1982), by the trapezoidal rule on an even grid of `points`
 * (default 81). Finite for every response pattern.
 */
export function expectedAPosteriori(
  responses: readonly SingleSkillResponse[],
  prior: NormalPrior = STANDARD,
  { points = 81, ...range }: Partial<EstimationRange> & { readonly points?: number } = {},
): AbilityEstimate {
  const { lower, upper } = { ...DEFAULT_RANGE, ...range };
  const logs = Float64Array.from({ length: points }, (_, i) => {
    const theta = lower + ((upper - lower) * i) / (points - 1);
    return logLikelihood(responses, theta) - ((theta - prior.mean) / prior.sd) ** 2 / 2;
  });
  const largest = logs.reduce((a, b) => Math.max(a, b));
  let total = 0;
  let first = 0;
  let second = 0;
  logs.forEach((log, i) => {
    const theta = lower + ((upper - lower) * i) / (points - 1);
    const weight = Math.exp(log - largest) * (i === 0 || i === points - 1 ? 0.5 : 1);
    total += weight;
    first += weight * theta;
    second += weight * theta * theta;
  });
  const theta = first / total;
  return { theta, sd: Math.sqrt(Math.max(0, second / total - theta * theta)) };
}

/** Log-likelihood of the answers at theta, with the digits of small probabilities kept. */
export function logLikelihood(responses: readonly SingleSkillResponse[], theta: number): number {
  let sum = 0;
  for (const { parameters, score } of responses) {
    if (isGraded(parameters)) {
      sum += Math.log(scoreProbability(parameters, score, theta));
      continue;
    }
    const { p, q } = curve(parameters, theta);
    sum += Math.log(score === 1 ? p : q);
  }
  return sum;
}

/** Score function l' at theta. */
function slopeOf(responses: readonly SingleSkillResponse[], theta: number): number {
  let total = 0;
  for (const { parameters, score } of responses) {
    if (isGraded(parameters)) total += scoreSlope(parameters, score, theta);
    else {
      const { p, q, first } = curve(parameters, theta);
      total += score === 1 ? first / p : -first / q;
    }
  }
  return total;
}

/**
 * Score function l', information I and Warm's J at theta: `sum P' P'' / (P Q)` over items that are right or wrong,
 * `sum P_x' P_x'' / P_x` over all scores of graded ones (Samejima 1998).
 */
function sums(responses: readonly SingleSkillResponse[], theta: number) {
  const total = { slope: 0, information: 0, bend: 0 };
  for (const { parameters, score } of responses) {
    if (isGraded(parameters)) {
      const curves = scoreCurves(parameters, theta);
      total.slope += curves[score]!.slope;
      for (const { p, slope, bend } of curves) {
        total.information += p * slope * slope;
        total.bend += p * slope * bend;
      }
      continue;
    }
    const { p, q, first, second } = curve(parameters, theta);
    total.slope += score === 1 ? first / p : -first / q;
    total.information += (first * first) / (p * q);
    total.bend += (first * second) / (p * q);
  }
  return total;
}

function curve(parameters: ItemParameters, theta: number) {
  const { discrimination, guessing, upperAsymptote } = parameters;
  const x = discrimination * (theta - singleBoundary(parameters));
  const rising = 1 / (1 + Math.exp(-x));
  const falling = 1 / (1 + Math.exp(x));
  const span = upperAsymptote - guessing;
  const first = discrimination * span * rising * falling;
  return {
    p: guessing + span * rising,
    q: 1 - upperAsymptote + span * falling,
    first,
    second: discrimination * first * (falling - rising),
  };
}

/** Where `equation` falls through zero; among several places the one with the highest `height`, ends of the range included. */
function bestRoot(
  equation: (x: number) => number,
  height: (x: number) => number,
  { lower, upper }: EstimationRange,
): number {
  const candidates: number[] = [];
  let left = lower;
  let atLeft = equation(left);
  if (atLeft <= 0) candidates.push(lower);
  for (let i = 1; i <= SCAN_STEPS; i++) {
    const right = lower + ((upper - lower) * i) / SCAN_STEPS;
    const atRight = equation(right);
    if (atLeft > 0 && atRight <= 0) candidates.push(bisect(equation, left, right));
    left = right;
    atLeft = atRight;
  }
  if (atLeft > 0) candidates.push(upper);
  return candidates.reduce((best, x) => (height(x) > height(best) ? x : best));
}

function bisect(equation: (x: number) => number, low: number, high: number): number {
  let left = low;
  let right = high;
  for (let i = 0; i < 60 && right - left > 1e-12; i++) {
    const middle = (left + right) / 2;
    if (equation(middle) > 0) left = middle;
    else right = middle;
  }
  return (left + right) / 2;
}
