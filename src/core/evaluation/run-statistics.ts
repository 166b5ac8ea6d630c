import { meanPairwiseDifference, rawAgreement, unanimousShare } from '@/core/statistics/agreement';
import { type ConsensusRule, consensusBy } from '@/core/statistics/consensus-rules';
import { factScore, safeF1AtK } from '@/core/statistics/factuality';
import { cohenKappa, confusionMatrix, fleissKappa } from '@/core/statistics/kappa';
import { krippendorffAlpha, krippendorffInterval } from '@/core/statistics/krippendorff';
import { mean, sampleDeviation } from '@/core/statistics/moments';
import { pooledRepeatNoise } from '@/core/statistics/repeat-noise';
import { measured, notMeasured, type Statistic } from '@/core/statistics/statistic';
import { splitUncertainty } from '@/core/statistics/uncertainty';
import { VERDICT_LABELS } from './claim';
import { type PanelAnswer, panelAnswers } from './panel-answers';
import type { RunState } from './run';
import type { FigureGroup, FigureUnit, RunFigure } from './run-figure';
import { opinionUnits, type RunSummary, summarise } from './run-summary';

/** How many facts a reader wants of one output: F1@K, and below which FActScore counts an output as short. */
export const WANTED_FACTS = 10;

const RULES: Readonly<Record<ConsensusRule, string>> = {
  mean: 'mean of the scores of all judges that answered',
  median: 'middle score',
  trimmed: 'mean without the lowest and highest fifth of the scores',
  majority: 'median of the third of the scale that most judges chose',
  weighted: 'sum of w s / sum of w, w from squared errors against labels, drawn half-way back to equal weights',
};

/**
 * Every statistic one run can carry, each with its formula, its n, and an interval or the reason why there is none. What needs
 * many runs (macro rates, reliability of judges, calibration) is in `dataset-statistics.ts`.
 * @param resamples 0 leaves out what has to be resampled. The seed is the run's id and is kept with each interval.
 */
export function runStatistics(state: RunState, { seed, resamples }: { seed: string; resamples: number }): RunFigure[] {
  const summary = summarise(state);
  const answers = panelAnswers(state.judges);
  return [
    ...consensusFigures(summary, answers, state),
    ...claimFigures(summary),
    ...agreementFigures(state, answers, seed, resamples),
    ...uncertaintyFigures(state, answers),
    ...repeatFigures(answers),
    ...preferenceFigures(summary),
  ];
}

const figure = (
  group: FigureGroup,
  id: string,
  name: string,
  unit: FigureUnit,
  formula: string,
  statistic: Statistic,
): RunFigure => ({ id, group, name, formula, unit, statistic });

function consensusFigures(summary: RunSummary, answers: readonly PanelAnswer[], state: RunState): RunFigure[] {
  const weights = state.plan?.calibration?.weights;
  const scores = answers.map(({ judgeId, score }) => {
    const weight = weights?.[judgeId];
    return weight === undefined ? { score } : { score, weight };
  });
  const rules = (Object.keys(RULES) as ConsensusRule[]).map((rule) => {
    const unweighted = rule === 'weighted' && !weights;
    const statistic = unweighted
      ? notMeasured('no labels to take weights from', scores.length)
      : !summary.quorum.isMet
        ? notMeasured(summary.consensus.value === null ? summary.consensus.reason : '', scores.length)
        : rule === summary.rule
          ? summary.consensus
          : consensusBy(rule, scores);
    return figure('consensus', `consensus.${rule}`, `Consensus, ${rule}`, 'points', RULES[rule], statistic);
  });
  const values = scores.map(({ score }) => score);
  const spread =
    values.length < 2
      ? notMeasured('fewer than two judges answered', values.length)
      : measured(sampleDeviation(values), values.length, 'standard deviation over judges, divisor n - 1');
  return [
    ...rules,
    figure('consensus', 'consensus.spread', 'Spread of the scores', 'points', 'standard deviation over judges', spread),
  ];
}

function claimFigures(summary: RunSummary): RunFigure[] {
  const { supported, refuted, notEnoughInfo } = summary.claims;
  const claims = { supported, refuted, unknown: notEnoughInfo };
  const { refutedOnly, refutedOrUnknown } = summary.hallucinationRate;
  const one = (statistic: Statistic): Statistic =>
    statistic.value === null
      ? statistic
      : { ...statistic, n: supported + refuted + notEnoughInfo, noInterval: 'one output; an interval needs many' };
  const f = (id: string, name: string, unit: FigureUnit, formula: string, statistic: Statistic) =>
    figure('claims', `claims.${id}`, name, unit, formula, statistic);
  return [
    f('mihr.refuted', 'MiHR, contradicted only', 'share', 'contradicted claims / checked claims', refutedOnly),
    f(
      'mihr.unsupported',
      'MiHR, contradicted or unknown',
      'share',
      '(contradicted + not enough information) / checked claims',
      refutedOrUnknown,
    ),
    f(
      'factscore.plain',
      'FActScore without length penalty',
      'share',
      'supported / checked claims',
      one(factScore([claims], { hasLengthPenalty: false })),
    ),
    f(
      'factscore',
      'FActScore',
      'share',
      `supported / checked claims, times exp(1 - ${WANTED_FACTS} / n) for n up to ${WANTED_FACTS} claims`,
      one(factScore([claims], { gamma: WANTED_FACTS })),
    ),
    f(
      'safe',
      `SAFE F1@${WANTED_FACTS}`,
      'share',
      `harmonic mean of supported / checked and min(supported / ${WANTED_FACTS}, 1); 0 without a supported claim`,
      one(safeF1AtK(claims, WANTED_FACTS)),
    ),
    f(
      'probability',
      'Hallucination probability',
      'probability',
      'largest 1 - p over the checked claims',
      summary.hallucinationProbability,
    ),
  ];
}

function agreementFigures(
  state: RunState,
  answers: readonly PanelAnswer[],
  seed: string,
  resamples: number,
): RunFigure[] {
  const units = opinionUnits(state, answers);
  const names = ['verifier', ...answers.map(({ judgeId }) => judgeId)];
  const f = (id: string, name: string, unit: FigureUnit, formula: string, statistic: Statistic) =>
    figure('agreement', `agreement.${id}`, name, unit, formula, statistic);
  const alpha =
    resamples > 0
      ? krippendorffInterval(units, 'nominal', { seed: `${seed}/alpha`, resamples })
      : krippendorffAlpha(units, 'nominal');
  const pairs = names.flatMap((first, i) =>
    names.slice(i + 1).map((second, step) => {
      const j = i + 1 + step;
      const codes = VERDICT_LABELS.map((_, code) => code);
      const matrix = confusionMatrix(
        units.map((row) => [row[i] ?? null, row[j] ?? null] as const),
        codes,
      );
      const { kappa } = cohenKappa(matrix);
      return f(
        `cohen.${first}.${second}`,
        `Cohen kappa, ${first} and ${second}`,
        'coefficient',
        '(observed - expected agreement) / (1 - expected), labels of the two',
        kappa,
      );
    }),
  );
  return [
    f(
      'alpha',
      'Krippendorff alpha',
      'coefficient',
      '1 - observed / expected disagreement, nominal labels of verifier and judges',
      alpha,
    ),
    f(
      'fleiss',
      'Fleiss kappa',
      'coefficient',
      '(observed - expected agreement) / (1 - expected), claims labelled by all',
      fleissOf(units),
    ),
    f('raw', 'Raw agreement', 'share', 'agreeing pairs / pairs of labels of the same claim', rawAgreement(units)),
    f(
      'unanimous',
      'Claims all agree on',
      'share',
      'claims labelled alike / claims with two labels',
      unanimousShare(units),
    ),
    f(
      'difference',
      'Distance between judges',
      'points',
      'mean absolute difference of scores over pairs of judges',
      meanPairwiseDifference(answers.map(({ score }) => score)),
    ),
    ...pairs,
  ];
}

/** Fleiss asks for equally many raters: only those who labelled, and claims that all of them labelled. */
function fleissOf(units: readonly (readonly (number | null)[])[]): Statistic {
  const raters = (units[0] ?? []).map((_, j) => j).filter((j) => units.some((row) => row[j] !== null));
  const complete = units.filter((row) => raters.every((j) => row[j] !== null));
  if (complete.length === 0) return notMeasured('no claim was labelled by all');
  return fleissKappa(
    complete.map((row) => VERDICT_LABELS.map((_, code) => raters.filter((j) => row[j] === code).length)),
  ).kappa;
}

/** Mean over claims of the entropy split of "supported or not" over those who gave a probability of the whole claim. */
function uncertaintyFigures(state: RunState, answers: readonly PanelAnswer[]): RunFigure[] {
  const splits = state.verdicts.flatMap((verdict) => {
    if (!verdict) return [];
    const stated = answers.flatMap(({ opinions }) => opinions.get(verdict.claimId)?.probability ?? []);
    return [splitUncertainty([verdict.probability, ...stated].map((p) => [p, 1 - p]))];
  });
  const over = (part: 'total' | 'aleatoric' | 'epistemic'): Statistic => {
    const known = splits.map((split) => split[part].value).filter((value) => value !== null);
    if (splits.length === 0) return notMeasured('no claim was checked');
    if (known.length === 0) return notMeasured('nobody but the verifier judged a whole claim', splits.length);
    return { ...measured(mean(known), known.length, 'mean over claims'), noInterval: 'claims of one text' };
  };
  const f = (id: 'total' | 'aleatoric' | 'epistemic', name: string, formula: string) =>
    figure('uncertainty', `uncertainty.${id}`, name, 'nats', formula, over(id));
  return [
    f('total', 'Total uncertainty', 'entropy of the mean probability, mean over claims'),
    f('aleatoric', 'Hesitation (aleatoric)', 'mean entropy of the single probabilities, mean over claims'),
    f('epistemic', 'Disagreement (epistemic)', 'total - aleatoric, mean over claims'),
  ];
}

function repeatFigures(answers: readonly PanelAnswer[]): RunFigure[] {
  const repeated = answers.filter(({ scores }) => scores.length > 1);
  if (repeated.length === 0) return [];
  const noise = (scores: readonly (readonly number[])[]) => pooledRepeatNoise(scores);
  return [
    ...repeated.map(({ judgeId, scores }) =>
      figure(
        'repeats',
        `repeats.${judgeId}`,
        `Noise of ${judgeId}`,
        'points',
        'standard deviation of its scores over repeats of the same question',
        noise([scores]),
      ),
    ),
    figure(
      'repeats',
      'repeats.all',
      'Noise over repeats',
      'points',
      'root of the mean within-judge variance over repeats',
      noise(repeated.map(({ scores }) => scores)),
    ),
  ];
}

function preferenceFigures({ preference }: RunSummary): RunFigure[] {
  if (!preference) return [];
  return [
    figure(
      'preference',
      'preference.share',
      'Preference for the output',
      'share',
      'judges that prefer the output / judges that prefer either, after asking in both orders',
      preference.share,
    ),
    figure(
      'preference',
      'preference.consistency',
      'Consistency of order',
      'share',
      'judges with the same preference in both orders / judges asked in both orders',
      preference.consistency,
    ),
  ];
}
