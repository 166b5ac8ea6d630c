import { type Bootstrap, bca } from './bootstrap';
import type { LabelledProbability } from './labelled-probability';
import { measured, notMeasured, type Statistic } from './statistic';

/**
 * Area under the ROC curve: how likely a true case scores above a false one, ties at half. By ranks, n log n. Hanley & McNeil (1982).
 * Undefined unless both outcomes occur.
 */
export function auroc(cases: readonly LabelledProbability[]): Statistic {
  const area = areaOf(cases);
  if (area === null) return notMeasured('both outcomes are needed', cases.length);
  return measured(area, cases.length, 'area under the ROC curve');
}

/** The area with its BCa interval over cases, or over their sources when these are named. */
export function aurocWithInterval(
  cases: readonly LabelledProbability[],
  options: Pick<Bootstrap<LabelledProbability>, 'seed' | 'resamples' | 'level'>,
): Statistic {
  return withInterval(cases, auroc(cases), areaOf, options);
}

function areaOf(cases: readonly LabelledProbability[]): number | null {
  const sorted = cases.toSorted((a, b) => a.probability - b.probability);
  let rankSum = 0;
  let positives = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    while (to < sorted.length && sorted[to]!.probability === sorted[from]!.probability) to += 1;
    for (let i = from; i < to; i += 1) {
      if (!sorted[i]!.isTrue) continue;
      positives += 1;
      rankSum += (from + to + 1) / 2;
    }
    from = to;
  }
  const negatives = sorted.length - positives;
  if (positives === 0 || negatives === 0) return null;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** Mean of the hit rates of both outcomes, calling "yes" from `threshold` on. Undefined unless both occur. */
export function balancedAccuracy(cases: readonly LabelledProbability[], threshold: number): Statistic {
  const accuracy = balancedOf(cases, threshold);
  if (accuracy === null) return notMeasured('both outcomes are needed', cases.length);
  return measured(accuracy, cases.length, `balanced accuracy from ${threshold} on`);
}

/** Balanced accuracy with its BCa interval. The threshold must come from other data, or the figure flatters. */
export function balancedAccuracyWithInterval(
  cases: readonly LabelledProbability[],
  threshold: number,
  options: Pick<Bootstrap<LabelledProbability>, 'seed' | 'resamples' | 'level'>,
): Statistic {
  return withInterval(cases, balancedAccuracy(cases, threshold), (drawn) => balancedOf(drawn, threshold), options);
}

function balancedOf(cases: readonly LabelledProbability[], threshold: number): number | null {
  let [hits, positives, passes, negatives] = [0, 0, 0, 0];
  for (const { probability, isTrue } of cases) {
    if (isTrue) {
      positives += 1;
      if (probability >= threshold) hits += 1;
    } else {
      negatives += 1;
      if (probability < threshold) passes += 1;
    }
  }
  return positives === 0 || negatives === 0 ? null : (hits / positives + passes / negatives) / 2;
}

export type CostRatio = { falseYes: number; falseNo: number };

/**
 * The threshold with the least mean cost per outcome class; equal costs give the best balanced accuracy. Of equally good ones the
 * middle of the widest gap between neighbouring probabilities, so that a new case near the edge is not decided by a hair.
 * @returns null unless both outcomes occur.
 */
export function bestThreshold(
  cases: readonly LabelledProbability[],
  cost: CostRatio = { falseYes: 1, falseNo: 1 },
): number | null {
  const positives = cases.filter((c) => c.isTrue).length;
  const negatives = cases.length - positives;
  if (positives === 0 || negatives === 0) return null;
  const sorted = cases.toSorted((a, b) => a.probability - b.probability);
  let [missed, alarms] = [0, negatives];
  let best = { cost: (cost.falseYes * alarms) / negatives, threshold: 0, gap: sorted[0]!.probability };
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    for (; to < sorted.length && sorted[to]!.probability === sorted[from]!.probability; to += 1) {
      if (sorted[to]!.isTrue) missed += 1;
      else alarms -= 1;
    }
    const here = sorted[from]!.probability;
    const next = sorted[to]?.probability ?? 1;
    const total = (cost.falseYes * alarms) / negatives + (cost.falseNo * missed) / positives;
    const isBetter = total < best.cost - 1e-12 || (total < best.cost + 1e-12 && next - here > best.gap);
    if (isBetter && next > here) best = { cost: total, threshold: (here + next) / 2, gap: next - here };
    from = to;
  }
  return best.threshold;
}

function withInterval(
  cases: readonly LabelledProbability[],
  plain: Statistic,
  figure: (drawn: readonly LabelledProbability[]) => number | null,
  options: Pick<Bootstrap<LabelledProbability>, 'seed' | 'resamples' | 'level'>,
): Statistic {
  if (plain.value === null) return plain;
  const hasSources = cases.every((c) => c.source !== undefined);
  const clusterOf = (c: LabelledProbability) => c.source ?? '';
  const result = bca({ items: cases, figure, ...options, ...(hasSources ? { clusterOf } : {}) });
  return result.value === null ? plain : { ...result, method: plain.method };
}
