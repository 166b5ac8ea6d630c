import { wilson } from '@/core/statistics/intervals';
import { mean } from '@/core/statistics/moments';
import { isMeasured, measured, notMeasured, type Statistic } from '@/core/statistics/statistic';
import type { VerdictLabel } from './claim';
import type { Severity } from './judge';

/** Which verdicts count against the output: those the source contradicts, or also those it is silent on. */
export type RateConvention = 'refutedOnly' | 'refutedOrUnknown';

const counts = (label: VerdictLabel, convention: RateConvention): boolean =>
  label === 'REFUTED' || (convention === 'refutedOrUnknown' && label === 'NOT_ENOUGH_INFO');

/** Micro hallucination rate of one output: unsupported / checked claims, with Wilson interval. No claims: not measured, never 0. */
export function microHallucinationRate(labels: readonly VerdictLabel[], convention: RateConvention): Statistic {
  if (labels.length === 0) return notMeasured('no claim was checked');
  const rate = wilson(labels.filter((label) => counts(label, convention)).length, labels.length);
  return isMeasured(rate) ? { ...rate, method: `share of claims, ${convention}` } : rate;
}

/**
 * Hallucination probability of an output: the largest 1 - p over its claims. A noisy-or would need calibrated and independent
 * claims, and saturates with length; an outage or a low confidence is never folded in.
 */
export function hallucinationProbability(support: readonly number[], isCalibrated = false): Statistic {
  if (support.length === 0) return notMeasured('no claim was checked');
  return measured(
    Math.max(...support.map((p) => 1 - p)),
    support.length,
    isCalibrated ? 'largest 1 - p over the claims' : 'largest 1 - p over the claims, uncalibrated',
  );
}

const SEVERITY_WEIGHTS: Readonly<Record<Severity, number>> = { low: 0.25, medium: 0.5, high: 0.75, critical: 1 };

export type CompositePart = {
  name: 'consensus' | 'verdicts' | 'issues' | 'confidence';
  weight: number;
  /** 0..100 before weighting; null when there is nothing to count, which adds nothing. */
  value: number | null;
  contribution: number;
  note: string;
};

export type CompositeInput = {
  /** 0..100, or not measured: then there is no composite. */
  consensus: Statistic;
  labels: readonly VerdictLabel[];
  severities: readonly Severity[];
  confidences: readonly number[];
};

/**
 * The composite hallucination score of earlier auditing tools, 0 (good) to 100, with every part shown:
 * .4 (100 - consensus) + .3 * 100 refuted / verdicts + .2 * 100 mean severity of issues + .1 * 100 (1 - mean confidence).
 * It is a convention, not an estimate of anything. Without a consensus it is not measured: an outage is not a hallucination.
 */
export function compositeHallucination({ consensus, labels, severities, confidences }: CompositeInput): {
  score: Statistic;
  parts: readonly CompositePart[];
} {
  if (!isMeasured(consensus)) return { score: notMeasured(consensus.reason, consensus.n), parts: [] };
  const refuted = labels.filter((label) => label === 'REFUTED').length;
  const parts = [
    part('consensus', 0.4, 100 - consensus.value, '100 minus the consensus'),
    labels.length > 0
      ? part('verdicts', 0.3, (100 * refuted) / labels.length, `${refuted} of ${labels.length} verdicts refuted`)
      : part('verdicts', 0.3, null, 'no verdicts'),
    severities.length > 0
      ? part(
          'issues',
          0.2,
          100 * mean(severities.map((s) => SEVERITY_WEIGHTS[s])),
          `mean severity of ${severities.length} issues`,
        )
      : part('issues', 0.2, null, 'no issues'),
    confidences.length > 0
      ? part('confidence', 0.1, 100 * (1 - mean(confidences)), `mean doubt of ${confidences.length} judges`)
      : part('confidence', 0.1, null, 'no confidence stated'),
  ];
  const score = parts.reduce((total, { contribution }) => total + contribution, 0);
  return { score: measured(Math.min(100, Math.max(0, score)), consensus.n, 'weighted parts .4 .3 .2 .1'), parts };
}

function part(name: CompositePart['name'], weight: number, value: number | null, note: string): CompositePart {
  return { name, weight, value, contribution: weight * (value ?? 0), note };
}
