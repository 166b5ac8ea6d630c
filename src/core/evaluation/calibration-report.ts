import { crossFittedProbabilities, fitCalibrator } from '@/core/statistics/calibration';
import { conformalCoverage, conformalSet, fitConformal } from '@/core/statistics/conformal';
import { calibratedWeights } from '@/core/statistics/consensus-rules';
import { aurocWithInterval, balancedAccuracyWithInterval, bestThreshold } from '@/core/statistics/discrimination';
import { wilson } from '@/core/statistics/intervals';
import type { LabelledProbability } from '@/core/statistics/labelled-probability';
import { mean } from '@/core/statistics/moments';
import {
  brierScore,
  expectedCalibrationError,
  logLoss,
  type ReliabilityBin,
  reliabilityBins,
} from '@/core/statistics/proper-scores';
import { type PeriodReliability, reliabilityOverTime } from '@/core/statistics/repeat-noise';
import { isMeasured, measured, notMeasured, type Statistic } from '@/core/statistics/statistic';
import type { VerdictLabel } from './claim';
import type { PlannedCalibration } from './run-event';
import type { FigureUnit, RunFigure } from './run-figure';
import { SUPPORT_THRESHOLD } from './run-summary';

/** A person's verdict on a claim beside the probability the run pooled for it, before any calibration. */
export type LabelledClaim = { runId: string; claimId: string; pooled: number; verdict: VerdictLabel };

/** A person's score of an output, 0..100, beside those of the judges. `period` is the month it was judged in ("2026-03"). */
export type LabelledRun = {
  runId: string;
  period: string;
  human: number;
  scores: readonly { judgeId: string; score: number }[];
};

export const MIN_LABELS = 20;
/** Fewer of either outcome, and a curve is drawn through next to nothing. */
const MIN_EACH = 5;
/** Allowed share of conformal sets that miss. */
const ALPHA = 0.1;

const casesOf = (claims: readonly LabelledClaim[]): LabelledProbability[] =>
  claims.map(({ pooled, verdict, runId }) => ({ probability: pooled, isTrue: verdict === 'SUPPORTED', source: runId }));

/**
 * What the labels say about the probabilities of future runs: Platt's curve below 200 labels, isotonic steps from there on; the
 * threshold of equal costs and the conformal rule from probabilities that took no part in their own calibration (cross-fitted by
 * run); the judges' weights from their squared errors.
 * @returns the reason when the labels are too few, or all of one kind, or all from one run.
 */
export function planCalibration(
  claims: readonly LabelledClaim[],
  runs: readonly LabelledRun[],
): Statistic<PlannedCalibration> {
  const cases = casesOf(claims);
  const n = cases.length;
  const supported = cases.filter(({ isTrue }) => isTrue).length;
  if (n < MIN_LABELS) return notMeasured(`${n} labelled claims; ${MIN_LABELS} are needed`, n);
  if (Math.min(supported, n - supported) < MIN_EACH) {
    return notMeasured(`${supported} labelled supported, ${n - supported} not; ${MIN_EACH} of each are needed`, n);
  }
  const calibrator = fitCalibrator(cases);
  const crossFitted = crossFittedProbabilities(cases);
  const threshold = crossFitted && bestThreshold(crossFitted);
  if (!calibrator || !crossFitted || threshold === null) {
    return notMeasured('the labels of single runs carry too much: more runs have to be labelled', n);
  }
  const conformal = fitConformal(crossFitted, ALPHA);
  return measured(
    { n, calibrator, threshold, conformal: isMeasured(conformal) ? conformal.value : null, weights: weightsOf(runs) },
    n,
    calibrator.kind === 'platt' ? 'Platt scaling' : 'isotonic regression',
  );
}

/** Squared errors of 0..1 scores against people's, by judge. */
function weightsOf(runs: readonly LabelledRun[]): Record<string, number> {
  const errors = errorsByJudge(runs);
  const judges = [...errors.keys()];
  const weights = calibratedWeights(judges.map((id) => mean(errors.get(id)!.map((error) => (error / 100) ** 2))));
  return Object.fromEntries(judges.map((id, i) => [id, weights[i]!]));
}

function errorsByJudge(runs: readonly LabelledRun[]): Map<string, number[]> {
  const errors = new Map<string, number[]>();
  for (const { scores, human } of runs) {
    for (const { judgeId, score } of scores) errors.set(judgeId, [...(errors.get(judgeId) ?? []), score - human]);
  }
  return errors;
}

export type CalibrationReport = {
  plan: Statistic<PlannedCalibration>;
  labels: { claims: number; runs: number };
  figures: readonly RunFigure[];
  /** Reliability diagram of the pooled probabilities, and of the calibrated ones (cross-fitted); empty without calibration. */
  reliability: { before: readonly ReliabilityBin[]; after: readonly ReliabilityBin[] };
  judges: readonly { judgeId: string; weight: number; periods: readonly PeriodReliability[] }[];
};

/** How good the probabilities are, before and after calibration, and how far each judge is from people, month by month. */
export function calibrationReport(
  claims: readonly LabelledClaim[],
  runs: readonly LabelledRun[],
  seed: string,
): CalibrationReport {
  const plan = planCalibration(claims, runs);
  const before = casesOf(claims);
  const after = isMeasured(plan) ? (crossFittedProbabilities(before) ?? []) : [];
  const reason = isMeasured(plan) ? '' : plan.reason;
  const f = (id: string, name: string, unit: FigureUnit, formula: string, statistic: Statistic): RunFigure => ({
    id: `calibration.${id}`,
    group: 'calibration',
    name,
    formula,
    unit,
    statistic,
  });
  const both = (
    id: string,
    name: string,
    unit: FigureUnit,
    formula: string,
    of: (cases: readonly LabelledProbability[], threshold: number) => Statistic,
  ): RunFigure[] => [
    f(`${id}.before`, `${name}, uncalibrated`, unit, formula, of(before, SUPPORT_THRESHOLD)),
    f(
      `${id}.after`,
      `${name}, calibrated`,
      unit,
      `${formula}; every claim by a fit on other runs`,
      isMeasured(plan) ? of(after, plan.value.threshold) : notMeasured(reason, before.length),
    ),
  ];
  const interval = { seed, resamples: 2_000 };
  const weights = isMeasured(plan) ? plan.value.weights : weightsOf(runs);
  return {
    plan,
    labels: { claims: claims.length, runs: runs.length },
    figures: [
      ...both('brier', 'Brier score', 'coefficient', 'mean squared distance of probability and label', (cases) =>
        brierScore(cases),
      ),
      ...both('logLoss', 'Log loss', 'nats', 'mean negative log probability of the label', (cases) => logLoss(cases)),
      ...both(
        'ece',
        'Expected calibration error',
        'share',
        'mean |share supported - mean probability| over 15 bins of equal mass',
        (cases) => expectedCalibrationError(cases),
      ),
      ...both(
        'auroc',
        'Area under the ROC curve',
        'share',
        'how likely a supported claim ranks above another',
        (cases) => aurocWithInterval(cases, interval),
      ),
      ...both(
        'balanced',
        'Balanced accuracy',
        'share',
        'mean of the hit rates of supported and unsupported claims',
        (cases, threshold) => balancedAccuracyWithInterval(cases, threshold, interval),
      ),
      ...conformalFigures(plan, after, f),
    ],
    reliability: { before: reliabilityBins(before), after: reliabilityBins(after) },
    judges: [...errorsByJudge(runs).keys()].map((judgeId) => ({
      judgeId,
      weight: weights[judgeId] ?? 0,
      periods: reliabilityOverTime(
        runs.flatMap(({ period, human, scores }) =>
          scores.filter((entry) => entry.judgeId === judgeId).map(({ score }) => ({ period, score, human })),
        ),
      ),
    })),
  };
}

function conformalFigures(
  plan: Statistic<PlannedCalibration>,
  after: readonly LabelledProbability[],
  f: (id: string, name: string, unit: FigureUnit, formula: string, statistic: Statistic) => RunFigure,
): RunFigure[] {
  const rule = isMeasured(plan) ? plan.value.conformal : null;
  const missing = notMeasured(isMeasured(plan) ? 'too few labels for a rule' : plan.reason, after.length);
  const open = rule
    ? after.filter(({ probability }) => ['both', 'neither'].includes(conformalSet(rule, probability)))
    : [];
  return [
    f(
      'coverage',
      'Coverage of the conformal sets',
      'share',
      `sets that hold the label / labelled claims; ${100 * (1 - ALPHA)} % is promised on average`,
      rule ? conformalCoverage(rule, after) : missing,
    ),
    f(
      'queue',
      'Left to people',
      'share',
      'claims whose conformal set holds both answers or neither / labelled claims',
      rule ? wilson(open.length, after.length) : missing,
    ),
  ];
}
