import { TRAINED_FEATURES, type TrainedFeature, type TrainedFeatures } from './trained-features';
import { doubtOf, type TrainedWeights } from './trained-model';

/** A text with the features of its claims, whether all of them are supported, and how much it counts. */
export type LabelledText = { claims: readonly TrainedFeatures[]; isSupported: boolean; weight: number };

/**
 * What is held before any label is seen: content wholly unlike the source speaks against a claim about four times as strongly
 * (in log-odds) as one definite mismatch, a weaker sign half as strongly as that, and of the rest nothing is known.
 */
export const PRIOR: Readonly<Record<TrainedFeature, number>> = {
  unlikeSource: 2,
  unlikeNearby: 2,
  numberMissing: 1,
  numberClash: 1,
  strayFigure: 0,
  nameMissing: 1,
  halfKnownName: 0,
  negationMismatch: 1,
  negationInserted: 1,
  oppositeNearby: 1,
  oppositeInContext: 0.5,
  restrictorAdded: 0.5,
  hedgeLost: 0,
  wordsApart: 0,
  orderChanged: 0,
};

/** Times the doubtful claim of each text is chosen anew. */
const ROUNDS = 5;
const SWEEPS = 200;
const MIN_SPREAD = 0.05;

/**
 * Logistic regression of "not supported" on the most doubtful claim of each text, with weights kept at zero or above and drawn
 * towards PRIOR: it minimises  sum of weight * log loss + strength / 2 * sum of ((w - prior) * spread of the feature)^2.
 * Which claim is the most doubtful follows from the weights, so both are found in turn (multiple-instance learning by the
 * witness of each bag: Andrews, Tsochantaridis & Hofmann, 2003). Deterministic.
 * @param strength of the prior, in units of the whole weight of the texts.
 */
export function fitWeights(texts: readonly LabelledText[], strength: number): TrainedWeights {
  let model: TrainedWeights = { weights: PRIOR, intercept: -1 };
  for (let round = 0; round < ROUNDS; round += 1) {
    const rows = texts.map(({ claims }) => vectorOf(mostDoubtful(claims, model)));
    model = fitRows(rows, texts, strength);
  }
  return model;
}

/** The claim that speaks most against its text. */
function mostDoubtful(claims: readonly TrainedFeatures[], model: TrainedWeights): TrainedFeatures {
  return claims.reduce((worst, claim) => (doubtOf(claim, model) > doubtOf(worst, model) ? claim : worst));
}

function vectorOf(features: TrainedFeatures): number[] {
  return TRAINED_FEATURES.map((name) => features[name]);
}

/** Newton's method one coordinate at a time, each step cut at zero; the loss is convex, so the order does not matter. */
function fitRows(
  rows: readonly (readonly number[])[],
  texts: readonly LabelledText[],
  strength: number,
): TrainedWeights {
  const count = TRAINED_FEATURES.length;
  const prior = TRAINED_FEATURES.map((name) => PRIOR[name]);
  const weights = [...prior, -1];
  const penalties = Array.from({ length: count }, (_, j) => strength * Math.max(spread(rows, j), MIN_SPREAD) ** 2);
  const scores = rows.map((row) => row.reduce((total, x, j) => total + x * weights[j]!, weights[count]!));
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    let largest = 0;
    for (let j = 0; j <= count; j += 1) {
      const [penalty, centre] = [penalties[j] ?? 0, prior[j] ?? 0];
      let gradient = penalty * (weights[j]! - centre);
      let curvature = penalty + 1e-9;
      for (const [i, { isSupported, weight }] of texts.entries()) {
        const x = j === count ? 1 : rows[i]![j]!;
        if (x === 0) continue;
        const p = 1 / (1 + Math.exp(-scores[i]!));
        gradient += weight * x * (p - (isSupported ? 0 : 1));
        curvature += weight * x * x * Math.max(p * (1 - p), 0.02);
      }
      const wanted = weights[j]! - gradient / curvature;
      const step = (j === count ? wanted : Math.max(0, wanted)) - weights[j]!;
      if (step === 0) continue;
      weights[j]! += step;
      largest = Math.max(largest, Math.abs(step));
      for (const [i, row] of rows.entries()) scores[i]! += step * (j === count ? 1 : row[j]!);
    }
    if (largest < 1e-6) break;
  }
  const named = TRAINED_FEATURES.map((name, j) => [name, weights[j]!] as const);
  return { weights: Object.fromEntries(named) as Record<TrainedFeature, number>, intercept: weights[count]! };
}

function spread(rows: readonly (readonly number[])[], j: number): number {
  const mean = rows.reduce((total, row) => total + row[j]!, 0) / rows.length;
  return Math.sqrt(rows.reduce((total, row) => total + (row[j]! - mean) ** 2, 0) / rows.length);
}

/**
 * The curve P(not supported) = 1 / (1 + exp(-(slope * doubt + shift))) by Newton's method on weighted labels. Platt (1999). The
 * slope is kept at zero or above: more doubt never means more support.
 */
export function fitCurve(cases: readonly { doubt: number; isSupported: boolean; weight: number }[]): {
  slope: number;
  shift: number;
} {
  let [slope, shift] = [1, 0];
  for (let round = 0; round < 50; round += 1) {
    let [gs, gi, hss, hsi, hii] = [0, 0, 1e-9, 0, 1e-9];
    for (const { doubt, isSupported, weight } of cases) {
      const p = 1 / (1 + Math.exp(-(slope * doubt + shift)));
      const residual = weight * (p - (isSupported ? 0 : 1));
      const curvature = weight * Math.max(p * (1 - p), 1e-3);
      gs += residual * doubt;
      gi += residual;
      hss += curvature * doubt * doubt;
      hsi += curvature * doubt;
      hii += curvature;
    }
    const determinant = hss * hii - hsi * hsi;
    slope = Math.max(0, slope - (hii * gs - hsi * gi) / determinant);
    shift -= (hss * gi - hsi * gs) / determinant;
    if (Math.hypot(gs, gi) < 1e-9) break;
  }
  return { slope, shift };
}
