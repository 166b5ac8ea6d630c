import { NORMAL_21 } from './quadrature';
import type { ResponseFactors } from './response-factors';

/** Gaussian sites of the responses on their own skill: `exp(shift theta - precision theta^2 / 2)`. */
export type Sites = { readonly precision: Float64Array; readonly shift: Float64Array };

export type Propagated = {
  readonly mean: Float64Array;
  readonly covariance: Float64Array;
  readonly sites: Sites;
  readonly sweeps: number;
  /** Largest change of a mean or standard deviation in the last sweep. */
  readonly change: number;
};

/** A cavity or marginal below this precision says nothing usable; the site waits for the next sweep. */
const LEAST_PRECISION = 1e-6;
const NODES = NORMAL_21.nodes;
const WEIGHTS = NORMAL_21.weights;

/**
 * Expectation propagation (Minka 2001) of a normal prior through logistic responses that each touch one skill.
 *
 * A site is removed from its skill's marginal (the cavity), the response's exact likelihood is multiplied in, mean and
 * variance are matched with 21 Gauss-Hermite points, and the site becomes the quotient. An uncertain location is averaged
 * out on the way: the response is to `u = theta - location`, normal as both are, so u is matched and theta follows by its
 * regression on u. That is the expected response function (Lewis; Mislevy, Wingersky & Sheehan 1994) without an
 * approximation of its curve. Because a response touches one
 * skill only, the responses to skill k exchange messages through the scalar marginal of theta_k, and the joint moments
 * take all of skill k's changes in one rank-one update. That is the same arithmetic as updating the matrix after every
 * site, at K instead of n matrix updates a sweep.
 *
 * The new marginal precision is always the inverse of a matched variance, so the covariance stays positive definite even
 * when guessing gives a site negative precision. A cavity without precision, or a likelihood that underflows, leaves its
 * site as it is for this sweep.
 *
 * Stops after `maximumSweeps`, or once a sweep changes no mean or standard deviation by `tolerance` (theta units).
 */
export function propagate(
  mean: Float64Array,
  covariance: Float64Array,
  factors: ResponseFactors,
  maximumSweeps: number,
  tolerance: number,
): Propagated {
  const skills = mean.length;
  const m = mean.slice();
  const v = covariance.slice();
  const precision = new Float64Array(factors.count);
  const shift = new Float64Array(factors.count);
  const { start, slope, location, locationVariance, upper, base, span } = factors;
  let sweeps = 0;
  let change = factors.count === 0 ? 0 : Number.POSITIVE_INFINITY;

  while (sweeps < maximumSweeps && change >= tolerance && factors.count > 0) {
    change = 0;
    for (let k = 0; k < skills; k++) {
      const first = start[k]!;
      const last = start[k + 1]!;
      if (first === last) continue;
      const variance = v[k * skills + k]!;
      const oldPrecision = 1 / variance;
      const oldShift = m[k]! * oldPrecision;
      let marginalPrecision = oldPrecision;
      let marginalShift = oldShift;

      for (let i = first; i < last; i++) {
        const cavityPrecision = marginalPrecision - precision[i]!;
        if (!(cavityPrecision > LEAST_PRECISION)) continue;
        const cavityShift = marginalShift - shift[i]!;
        const cavityMean = cavityShift / cavityPrecision;
        const cavitySd = 1 / Math.sqrt(cavityPrecision);
        // Likelihood in units of u: z ~ N(0, 1), theta - location = cavityMean - location + cavitySd stretch z.
        const doubt = locationVariance[i]! * cavityPrecision;
        const stretch = Math.sqrt(1 + doubt);
        const steep = -slope[i]! * cavitySd * stretch;
        const offset = -slope[i]! * (cavityMean - location[i]!);
        let sum0 = 0;
        let sum1 = 0;
        let sum2 = 0;
        if (upper[i] === Number.POSITIVE_INFINITY) {
          const floor = base[i]!;
          const height = span[i]!;
          for (let q = 0; q < 21; q++) {
            const z = NODES[q]!;
            const term = WEIGHTS[q]! * (floor + height / (1 + Math.exp(offset + steep * z)));
            sum0 += term;
            sum1 += term * z;
            sum2 += term * z * z;
          }
        } else {
          // The falling curve in the same units; its exponent differs by a constant only in sign and place.
          const above = slope[i]! * (cavityMean - upper[i]!);
          for (let q = 0; q < 21; q++) {
            const z = NODES[q]!;
            const term = WEIGHTS[q]! / ((1 + Math.exp(offset + steep * z)) * (1 + Math.exp(above - steep * z)));
            sum0 += term;
            sum1 += term * z;
            sum2 += term * z * z;
          }
        }
        const meanZ = sum1 / sum0;
        const varianceZ = sum2 / sum0 - meanZ * meanZ;
        const matchedPrecision = (cavityPrecision * (1 + doubt)) / (doubt + varianceZ);
        if (!(matchedPrecision > LEAST_PRECISION) || !(matchedPrecision < 1e12)) continue;
        marginalPrecision = matchedPrecision;
        marginalShift = (cavityMean + (cavitySd * meanZ) / stretch) * matchedPrecision;
        precision[i] = matchedPrecision - cavityPrecision;
        shift[i] = marginalShift - cavityShift;
      }
      change = Math.max(change, absorb(m, v, k, marginalPrecision - oldPrecision, marginalShift - oldShift));
    }
    sweeps++;
  }
  return { mean: m, covariance: v, sites: { precision, shift }, sweeps, change };
}

/**
 * Multiplies `exp(shift theta_k - precision theta_k^2 / 2)` into N(m, v), in place (Sherman & Morrison 1950).
 * Needs `1 + precision v_kk > 0`. Returns the larger of the change of m_k and of the standard deviation of theta_k.
 */
export function absorb(m: Float64Array, v: Float64Array, k: number, precision: number, shift: number): number {
  const skills = m.length;
  const variance = v[k * skills + k]!;
  const scale = 1 / (1 + precision * variance);
  const move = (shift - precision * m[k]!) * scale;
  const shrink = precision * scale;
  for (let i = 0; i < skills; i++) m[i]! += v[i * skills + k]! * move;
  for (let i = 0; i < skills; i++) {
    if (i === k) continue;
    const factor = v[i * skills + k]! * shrink;
    for (let j = 0; j <= i; j++) {
      if (j === k) continue;
      const value = v[i * skills + j]! - factor * v[j * skills + k]!;
      v[i * skills + j] = value;
      v[j * skills + i] = value;
    }
  }
  for (let i = 0; i < skills; i++) {
    const value = v[i * skills + k]! * scale;
    v[i * skills + k] = value;
    v[k * skills + i] = value;
  }
  return Math.max(Math.abs(variance * move), Math.abs(Math.sqrt(variance * scale) - Math.sqrt(variance)));
}
