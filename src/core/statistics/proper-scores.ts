import type { LabelledProbability } from './labelled-probability';
import { clamp, mean, sum } from './moments';
import { measured, notMeasured, type Statistic } from './statistic';

/** Mean squared distance between probability and outcome, 0 best, 1 worst; .25 for always saying one half. Brier (1950). */
export function brierScore(cases: readonly LabelledProbability[]): Statistic {
  if (cases.length === 0) return notMeasured('no labelled case');
  return measured(
    mean(cases.map(({ probability, isTrue }) => (probability - (isTrue ? 1 : 0)) ** 2)),
    cases.length,
    'Brier score',
  );
}

/** Mean negative log probability of what happened, in nats; probabilities are kept `clip` away from 0 and 1. */
export function logLoss(cases: readonly LabelledProbability[], clip = 1e-6): Statistic {
  if (cases.length === 0) return notMeasured('no labelled case');
  const losses = cases.map(({ probability, isTrue }) => {
    const p = clamp(probability, clip, 1 - clip);
    return -Math.log(isTrue ? p : 1 - p);
  });
  return measured(mean(losses), cases.length, 'log loss');
}

/** One bin of a reliability diagram: how often it came true where it was said to with `meanProbability`. */
export type ReliabilityBin = { n: number; meanProbability: number; shareTrue: number; low: number; high: number };

/**
 * Reliability diagram with bins of equal mass: cases sorted by probability and cut into `bins` runs that differ by at most one.
 * Cases of equal probability may fall into neighbouring bins, in the order given, so sort-stable input gives a stable diagram.
 */
export function reliabilityBins(cases: readonly LabelledProbability[], bins = 15): ReliabilityBin[] {
  const sorted = cases.toSorted((a, b) => a.probability - b.probability);
  const count = Math.min(bins, sorted.length);
  return Array.from({ length: count }, (_, i) => {
    const members = sorted.slice(
      Math.floor((i * sorted.length) / count),
      Math.floor(((i + 1) * sorted.length) / count),
    );
    return {
      n: members.length,
      meanProbability: mean(members.map((c) => c.probability)),
      shareTrue: members.filter((c) => c.isTrue).length / members.length,
      low: members[0]!.probability,
      high: members.at(-1)!.probability,
    };
  });
}

/**
 * Expected calibration error over bins of equal mass: mean |share true - mean probability|, weighted by size. It is biased upwards
 * when bins are small, so the number of bins belongs to the figure, and below two cases a bin there is none.
 */
export function expectedCalibrationError(cases: readonly LabelledProbability[], bins = 15): Statistic {
  if (cases.length < 2 * bins)
    return notMeasured(`${bins} bins need at least ${2 * bins} labelled cases`, cases.length);
  const gaps = reliabilityBins(cases, bins).map(
    (bin) => (bin.n * Math.abs(bin.shareTrue - bin.meanProbability)) / cases.length,
  );
  return measured(sum(gaps), cases.length, `ECE, ${bins} bins of equal mass`);
}
