import { meanPairwiseDifference } from '@/core/statistics/agreement';
import { bca } from '@/core/statistics/bootstrap';
import { dawidSkene } from '@/core/statistics/dawid-skene';
import { factScore, macroHallucinationRate, safeF1AtK } from '@/core/statistics/factuality';
import { wilson } from '@/core/statistics/intervals';
import { intraclassCorrelations } from '@/core/statistics/intraclass-correlation';
import { krippendorffAlpha, krippendorffInterval } from '@/core/statistics/krippendorff';
import { mean, median, sum } from '@/core/statistics/moments';
import { isMeasured, measured, notMeasured, type Statistic } from '@/core/statistics/statistic';
import { VERDICT_LABELS, type VerdictLabel } from './claim';
import type { FigureGroup, FigureUnit, RunFigure } from './run-figure';
import type { RunSummary } from './run-summary';

/**
 * One run as a data point. `source` says what hangs together (runs on the same text); `opinions` has a row a claim, by who labelled
 * it ("verifier" or a judge's id).
 */
export type RunRecord = {
  runId: string;
  source: string;
  summary: Pick<RunSummary, 'claims' | 'consensus' | 'scores' | 'hallucinationRate'>;
  opinions: readonly Readonly<Record<string, VerdictLabel>>[];
};

/** More claims than this are not resampled: their interval would be narrower than it matters, and long in coming. */
const MAX_RESAMPLED_CLAIMS = 400;

/**
 * What many runs can carry together and one cannot: macro rates, scores with intervals over runs (drawn by source, so that runs on
 * one text are not taken for independent), agreement of the judges over claims and over runs, and their reliability without labels.
 */
export function datasetStatistics(
  records: readonly RunRecord[],
  { seed, resamples = 2_000 }: { seed: string; resamples?: number },
): RunFigure[] {
  const interval = { seed, resamples, clusterOf: (record: RunRecord) => record.source };
  return [
    ...claimFigures(records, interval),
    ...consensusFigures(records, interval),
    ...agreementFigures(records, interval),
    ...judgeFigures(records),
  ];
}

type Interval = { seed: string; resamples: number; clusterOf(record: RunRecord): string };

const figure =
  (group: FigureGroup) =>
  (id: string, name: string, unit: FigureUnit, formula: string, statistic: Statistic): RunFigure => ({
    id: `${group}.${id}`,
    group,
    name,
    formula,
    unit,
    statistic,
  });

const claimsOf = ({ summary: { claims } }: RunRecord) => ({
  supported: claims.supported,
  refuted: claims.refuted,
  unknown: claims.notEnoughInfo,
});

function claimFigures(records: readonly RunRecord[], interval: Interval): RunFigure[] {
  const f = figure('claims');
  const outputs = records.map(claimsOf);
  const measurable = records.filter(({ summary }) => summary.claims.checked > 0);
  const wanted =
    measurable.length === 0 ? 1 : Math.max(1, median(measurable.map(({ summary }) => summary.claims.checked)));
  const over = (of: (records: readonly RunRecord[]) => Statistic): Statistic => {
    const whole = of(measurable);
    if (!isMeasured(whole)) return whole;
    const drawn = bca({ items: measurable, figure: (items) => of(items).value, ...interval });
    return isMeasured(drawn) ? { ...drawn, method: whole.method } : drawn;
  };
  const micro = (isCounted: 'refutedOnly' | 'refutedOrUnknown') => {
    const parts = (items: readonly RunRecord[]) => {
      const counts = items.map(claimsOf);
      const bad = sum(counts.map(({ refuted, unknown }) => refuted + (isCounted === 'refutedOnly' ? 0 : unknown)));
      return [bad, sum(items.map(({ summary }) => summary.claims.checked))] as const;
    };
    const [bad, all] = parts(measurable);
    if (all === 0) return notMeasured('no claim was checked');
    const rate = bca({
      items: measurable,
      figure: (items) => {
        const [some, total] = parts(items);
        return total === 0 ? null : some / total;
      },
      ...interval,
      fallback: () => intervalOf(wilson(bad, all)),
    });
    return isMeasured(rate) ? { ...rate, n: all, method: `share of all checked claims, ${isCounted}` } : rate;
  };
  return [
    f(
      'mahr.refuted',
      'MaHR, contradicted only',
      'share',
      'outputs with a contradicted claim / outputs',
      macroHallucinationRate(outputs, 'refutedOnly'),
    ),
    f(
      'mahr.unsupported',
      'MaHR, contradicted or unknown',
      'share',
      'outputs with a claim that is not supported / outputs',
      macroHallucinationRate(outputs, 'refutedOrUnknown'),
    ),
    f(
      'mihr.refuted',
      'MiHR, contradicted only',
      'share',
      'contradicted claims / checked claims, over all outputs',
      micro('refutedOnly'),
    ),
    f(
      'mihr.unsupported',
      'MiHR, contradicted or unknown',
      'share',
      'claims not supported / checked claims, over all outputs',
      micro('refutedOrUnknown'),
    ),
    f(
      'factscore.plain',
      'FActScore without length penalty',
      'share',
      'mean over outputs of supported / checked claims',
      over((items) => factScore(items.map(claimsOf), { hasLengthPenalty: false })),
    ),
    f(
      'factscore',
      'FActScore',
      'share',
      'mean over outputs of supported / checked claims, times exp(1 - 10 / n) for n up to 10',
      over((items) => factScore(items.map(claimsOf))),
    ),
    f(
      'safe',
      `SAFE F1@${wanted}`,
      'share',
      `mean over outputs of F1 of supported / checked and min(supported / K, 1), K = ${wanted}, the median number of claims`,
      over((items) =>
        meanOf(
          items.map((item) => safeF1AtK(claimsOf(item), wanted)),
          `mean F1@${wanted}`,
        ),
      ),
    ),
  ];
}

const intervalOf = (statistic: Statistic) => (isMeasured(statistic) ? (statistic.interval ?? null) : null);

function meanOf(statistics: readonly Statistic[], method: string): Statistic {
  const values = statistics.map(({ value }) => value).filter((value) => value !== null);
  return values.length === 0
    ? notMeasured('no output with a checked claim')
    : measured(mean(values), values.length, method);
}

function consensusFigures(records: readonly RunRecord[], interval: Interval): RunFigure[] {
  const known = records.filter(({ summary }) => summary.consensus.value !== null);
  const statistic =
    known.length === 0
      ? notMeasured('no run has a consensus', records.length)
      : bca({
          items: known,
          figure: (items) => mean(items.map(({ summary }) => summary.consensus.value!)),
          ...interval,
        });
  return [
    figure('consensus')('mean', 'Mean consensus', 'points', 'mean over runs of the panel’s consensus', statistic),
  ];
}

function agreementFigures(records: readonly RunRecord[], { seed, resamples }: Interval): RunFigure[] {
  const f = figure('agreement');
  const labellers = [...new Set(records.flatMap(({ opinions }) => opinions.flatMap((row) => Object.keys(row))))].sort();
  const units = records.flatMap(({ opinions }) =>
    opinions.map((row) => labellers.map((who) => (row[who] ? VERDICT_LABELS.indexOf(row[who]) : null))),
  );
  const judges = judgesOf(records);
  const scores = records.map(({ summary }) =>
    judges.map((judgeId) => summary.scores.find((entry) => entry.judgeId === judgeId)?.score ?? null),
  );
  const nominal =
    units.length > MAX_RESAMPLED_CLAIMS
      ? krippendorffAlpha(units, 'nominal')
      : krippendorffInterval(units, 'nominal', { seed: `${seed}/claims`, resamples });
  const level = (name: 'ordinal' | 'interval' | 'ratio') =>
    f(
      `alpha.${name}`,
      `Krippendorff alpha of scores, ${name}`,
      'coefficient',
      `1 - observed / expected disagreement, ${name} scale, runs as units`,
      krippendorffInterval(scores, name, { seed: `${seed}/${name}`, resamples }),
    );
  const icc = intraclassCorrelations(scores);
  return [
    f(
      'alpha.nominal',
      'Krippendorff alpha of verdicts',
      'coefficient',
      '1 - observed / expected disagreement, labels of claims as units',
      isMeasured(nominal) && !nominal.interval && !nominal.noInterval
        ? { ...nominal, noInterval: 'too many claims to resample here' }
        : nominal,
    ),
    level('ordinal'),
    level('interval'),
    level('ratio'),
    f(
      'icc.single',
      'ICC(2,1)',
      'coefficient',
      'share of the variance of one judge’s scores that lies between runs, judges a sample',
      icc.twoSingle,
    ),
    f('icc.mean', 'ICC(2,k)', 'coefficient', 'the same of the mean of all judges', icc.twoMean),
    f(
      'difference',
      'Distance between judges',
      'points',
      'mean over runs of the mean absolute difference of scores',
      meanOf(
        scores.map((row) => meanPairwiseDifference(row.filter((value) => value !== null))),
        'mean over runs',
      ),
    ),
  ];
}

const judgesOf = (records: readonly RunRecord[]): string[] =>
  [...new Set(records.flatMap(({ summary }) => summary.scores.map(({ judgeId }) => judgeId)))].sort();

/** Dawid and Skene's reliability of everyone who labels claims, from their labels alone. */
function judgeFigures(records: readonly RunRecord[]): RunFigure[] {
  const f = figure('judges');
  const labellers = [...new Set(records.flatMap(({ opinions }) => opinions.flatMap((row) => Object.keys(row))))].sort();
  const units = records.flatMap(({ opinions }) =>
    opinions.map((row) => labellers.map((who) => (row[who] ? row[who] === 'SUPPORTED' : null))),
  );
  const fitted = dawidSkene(units);
  const of = (value: number): Statistic =>
    isMeasured(fitted)
      ? { value, n: fitted.n, method: fitted.method, noInterval: 'a diagnostic from judges alone; labels outrank it' }
      : fitted;
  if (!isMeasured(fitted)) {
    return [f('dawidSkene', 'Reliability without labels', 'share', 'Dawid-Skene, expectation-maximisation', fitted)];
  }
  return [
    f(
      'dawidSkene.prevalence',
      'Supported claims, by Dawid-Skene',
      'share',
      'estimated share of supported claims',
      of(fitted.value.prevalence),
    ),
    ...labellers.flatMap((who, j) => [
      f(
        `dawidSkene.sensitivity.${who}`,
        `Sensitivity of ${who}`,
        'share',
        'how often it says supported where that is so, by Dawid-Skene',
        of(fitted.value.judges[j]!.sensitivity),
      ),
      f(
        `dawidSkene.specificity.${who}`,
        `Specificity of ${who}`,
        'share',
        'how often it says otherwise where that is so, by Dawid-Skene',
        of(fitted.value.judges[j]!.specificity),
      ),
    ]),
  ];
}
