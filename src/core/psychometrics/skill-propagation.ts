import type { ItemParameters } from '@/core/items/item';
import { absorb } from './expectation-propagation';
import { isDiscriminationAssumed, LOG_SLOPE_SD } from './item-response';
import { gaussHermite } from './quadrature';
import { responseFactors, type ScoredResponse } from './response-factors';

/** The grid of every skill, theta units; priors of skills are standard normal, see `skill-prior.ts`. */
const POINTS = 121;
const REACH = 6;
const THETAS = Float64Array.from({ length: POINTS }, (_, q) => REACH * ((2 * q) / (POINTS - 1) - 1));
const LEAST_PRECISION = 1e-6;
/** For the curve of a response whose location is uncertain; more points than these change no report. */
const PLACES = gaussHermite(11);
const CERTAIN = { nodes: new Float64Array([0]), weights: new Float64Array([1]) };
/** For log a while it is assumed. */
const SLOPES = gaussHermite(5);

/**
 * Expectation propagation with one site per skill instead of one per response (factors may be grouped at will: Minka 2001).
 * All responses to a skill are multiplied on a grid and their product is matched against the cavity at once. A skill's
 * marginal is then exact but for what it hears of the other skills, and with a single skill the result is the posterior
 * itself. Sites per response, cheaper while a session runs, make the standard deviation about half a percent too small
 * where there is guessing.
 *
 * `order` is grouped by skill. Stopping as in `propagate`. A marginal that cannot be matched leaves its site as it is for
 * this sweep.
 */
export function propagateSkills(
  mean: Float64Array,
  covariance: Float64Array,
  order: readonly ScoredResponse[],
  maximumSweeps: number,
  tolerance: number,
): { readonly mean: Float64Array; readonly covariance: Float64Array } {
  const skills = mean.length;
  const m = mean.slice();
  const v = covariance.slice();
  const sites = likelihoods(order, skills);
  let change = Number.POSITIVE_INFINITY;
  for (let sweep = 0; sweep < maximumSweeps && change >= tolerance; sweep++) {
    change = 0;
    for (const site of sites) {
      const { skill } = site;
      const oldPrecision = 1 / v[skill * (skills + 1)]!;
      const oldShift = m[skill]! * oldPrecision;
      const cavity = { precision: oldPrecision - site.precision, shift: oldShift - site.shift };
      if (!(cavity.precision > LEAST_PRECISION)) continue;
      const matched = tiltedMoments(site.logLikelihood, cavity);
      const precision = 1 / matched.variance;
      if (!(precision > LEAST_PRECISION && precision < 1e12)) continue;
      const shift = matched.mean * precision;
      site.precision = precision - cavity.precision;
      site.shift = shift - cavity.shift;
      change = Math.max(change, absorb(m, v, skill, precision - oldPrecision, shift - oldShift));
    }
  }
  return { mean: m, covariance: v };
}

type Site = { readonly skill: number; readonly logLikelihood: Float64Array; precision: number; shift: number };

/** Logarithm of the likelihood of all responses to each skill that has any, on the grid. */
function likelihoods(order: readonly ScoredResponse[], skills: number): Site[] {
  const sites: (Site | undefined)[] = new Array(skills);
  for (const { skill, parameters, score } of order) {
    if (!(skill >= 0 && skill < skills)) throw new RangeError(`A response is to skill ${skill} of ${skills}`);
    sites[skill] ??= { skill, logLikelihood: new Float64Array(POINTS), precision: 0, shift: 0 };
    const { logLikelihood } = sites[skill];
    const curve = curveOf(parameters, score);
    for (let q = 0; q < POINTS; q++) logLikelihood[q]! += curve[q]!;
  }
  return sites.filter((site) => site !== undefined);
}

/** Mean and variance of `exp(shift theta - precision theta^2 / 2)` times the likelihood. */
function tiltedMoments(
  logLikelihood: Float64Array,
  { precision, shift }: { readonly precision: number; readonly shift: number },
): { mean: number; variance: number } {
  const weights = new Float64Array(POINTS);
  let highest = Number.NEGATIVE_INFINITY;
  for (let q = 0; q < POINTS; q++) {
    const theta = THETAS[q]!;
    const weight = logLikelihood[q]! + theta * (shift - (precision * theta) / 2);
    weights[q] = weight;
    if (weight > highest) highest = weight;
  }
  let total = 0;
  let first = 0;
  for (let q = 0; q < POINTS; q++) {
    const weight = Math.exp(weights[q]! - highest);
    weights[q] = weight;
    total += weight;
    first += weight * THETAS[q]!;
  }
  const mean = first / total;
  let second = 0;
  for (let q = 0; q < POINTS; q++) second += weights[q]! * (THETAS[q]! - mean) ** 2;
  return { mean, variance: second / total };
}

/**
 * Curves by item and score, computed when first needed: the items of a bank are shared by all sessions and do not change.
 * About a kilobyte for each score that was ever given.
 */
const curves = new WeakMap<ItemParameters, Map<number, Float64Array>>();

function curveOf(parameters: ItemParameters, score: number): Float64Array {
  let ofItem = curves.get(parameters);
  if (!ofItem) {
    ofItem = new Map();
    curves.set(parameters, ofItem);
  }
  let curve = ofItem.get(score);
  if (!curve) {
    curve = logLikelihoodCurve(parameters, score);
    ofItem.set(score, curve);
  }
  return curve;
}

/**
 * Logarithm of the likelihood of one response at each point of the grid, averaged over what is not known of its item: the
 * location, and the discrimination while it is assumed (the expected response function, as in `expectation-propagation.ts`).
 */
function logLikelihoodCurve(parameters: ItemParameters, score: number): Float64Array {
  const likelihood = new Float64Array(POINTS);
  const { nodes, weights } = isDiscriminationAssumed(parameters) ? SLOPES : CERTAIN;
  nodes.forEach((node, s) => {
    const discrimination = parameters.discrimination * Math.exp(LOG_SLOPE_SD * node);
    addCurve(likelihood, { ...parameters, discrimination }, score, weights[s]!);
  });
  return likelihood.map((value) => Math.log(Math.max(value, Number.MIN_VALUE)));
}

/**
 * Adds the likelihood of one response times `weight`, an uncertain location averaged out. Moving the location by `sd node`
 * multiplies the exponential of a curve by a number that is the same at every theta.
 */
function addCurve(sum: Float64Array, parameters: ItemParameters, score: number, weight: number): void {
  const factors = responseFactors([{ itemId: '', skill: 0, parameters, score }], 1);
  const [slope, location, upper, base, span] = [
    factors.slope[0]!,
    factors.location[0]!,
    factors.upper[0]!,
    factors.base[0]!,
    factors.span[0]!,
  ];
  const sd = Math.sqrt(factors.locationVariance[0]!);
  const { nodes, weights } = sd === 0 ? CERTAIN : PLACES;
  const moved = nodes.map((node) => Math.exp(slope * sd * node));
  // What a score between two boundaries lacks to a probability depends on a, so it counts where a is averaged out.
  const width = upper === Number.POSITIVE_INFINITY ? 1 : -Math.expm1(-slope * (upper - location));
  THETAS.forEach((theta, q) => {
    const rising = Math.exp(-slope * (theta - location));
    const falling = upper === Number.POSITIVE_INFINITY ? 0 : Math.exp(slope * (theta - upper));
    for (let p = 0; p < moved.length; p++) {
      const curve = base + span / (1 + rising * moved[p]!);
      sum[q]! += weight * width * weights[p]! * (curve / (1 + falling / moved[p]!));
    }
  });
}
