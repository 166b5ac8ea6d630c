import { meanPairwiseDifference, unanimousShare } from '@/core/statistics/agreement';
import { calibrate } from '@/core/statistics/calibration';
import { type ConformalSet, conformalSet } from '@/core/statistics/conformal';
import type { ConsensusRule } from '@/core/statistics/consensus-rules';
import { krippendorffAlpha } from '@/core/statistics/krippendorff';
import { notMeasured, type Statistic } from '@/core/statistics/statistic';
import { type ClaimVerdict, VERDICT_LABELS, type VerdictLabel } from './claim';
import { poolClaimProbability } from './claim-probability';
import { consensusOf, type Quorum, quorumOf, type Turnout } from './consensus';
import {
  type CompositePart,
  compositeHallucination,
  hallucinationProbability,
  microHallucinationRate,
} from './hallucination';
import type { ClaimOpinion } from './judge';
import { type PanelAnswer, panelAnswers, turnoutOf } from './panel-answers';
import { type PreferenceTally, tallyPreferences } from './preference';
import { NOT_ABOUT_FACTS } from './rubric';
import type { RunState } from './run';
import type { PlannedCalibration } from './run-event';
import type { RunFigure } from './run-figure';
import type { Spending } from './spending';

/**
 * `opinions` is how many probabilities were pooled: the verifier's and those of judges that judged the whole claim. `pooled` is
 * the probability before calibration, `probability` after it (the same without labels).
 */
export type ClaimSupport = {
  claimId: string;
  probability: number;
  pooled: number;
  label: VerdictLabel;
  opinions: number;
  /** What the conformal rule leaves possible; `both` and `neither` are for a person. Null without a rule. */
  conformal: ConformalSet | null;
};

/** Where a claim counts as supported without labels: equal cost of both errors. */
export const SUPPORT_THRESHOLD = 0.5;

/** All figures of a run so far. A pure function of what the run's events say, so it can be drawn again from the log at any time. */
export type RunSummary = {
  turnout: Turnout;
  quorum: Quorum;
  /** 0..100, by `rule`. */
  consensus: Statistic;
  rule: ConsensusRule;
  /** Lowest and highest score of those that answered; null when none did. */
  scoreRange: { low: number; high: number } | null;
  /** Score of each judge that answered, over its repeats. */
  scores: readonly { judgeId: string; score: number; repeats: number }[];
  claims: {
    total: number;
    checked: number;
    supported: number;
    refuted: number;
    notEnoughInfo: number;
    unverified: number;
    leftOut: number;
  };
  /** Pooled probability of support and final label by claim, in the order of the text; only claims with a verdict. */
  support: readonly ClaimSupport[];
  isCalibrated: boolean;
  hallucinationRate: { refutedOnly: Statistic; refutedOrUnknown: Statistic };
  /** 0..1, the main ranking score. */
  hallucinationProbability: Statistic;
  worstClaimId: string | null;
  composite: { score: Statistic; parts: readonly CompositePart[] };
  agreement: { scoreDifference: Statistic; unanimousClaims: Statistic; alpha: Statistic };
  /** Null when no second output was given. */
  preference: PreferenceTally | null;
  spent: Spending;
  /** Why parts are missing, in words; empty when all that was planned was done. */
  missing: readonly string[];
  /** Every statistic a run can carry, with formula and n; drawn once, when the run completes. Empty before. */
  figures: readonly RunFigure[];
};

/** Draws all figures from the state of a run, finished or not. */
export function summarise(state: RunState): RunSummary {
  const answers = panelAnswers(state.judges);
  const turnout = turnoutOf(state.judges);
  const wanted = state.plan?.quorum ?? 1;
  const rule = state.plan?.rule ?? 'mean';
  const calibration = state.plan?.calibration ?? null;
  const scores = answers.map(({ score }) => score);
  const consensus = consensusOf(
    answers.map(({ judgeId, score }) => ({ score, ...weightOf(judgeId, calibration) })),
    turnout,
    wanted,
    rule,
  );

  const verdicts = state.verdicts.filter((verdict) => verdict !== null);
  const support = verdicts.map((verdict) => supportOf(verdict, answers, calibration));
  const labels = support.map(({ label }) => label);
  const worst = support.reduce<(typeof support)[number] | null>(
    (lowest, claim) => (lowest === null || claim.probability < lowest.probability ? claim : lowest),
    null,
  );
  const ofLabel = (label: VerdictLabel) => labels.filter((other) => other === label).length;
  const judgements = answers.flatMap((answer) => answer.judgements);

  return {
    turnout,
    quorum: quorumOf(turnout, wanted),
    consensus,
    rule,
    scoreRange: scores.length > 0 ? { low: Math.min(...scores), high: Math.max(...scores) } : null,
    scores: answers.map(({ judgeId, score, scores: repeats }) => ({ judgeId, score, repeats: repeats.length })),
    claims: {
      total: state.claims.length,
      checked: labels.length,
      supported: ofLabel('SUPPORTED'),
      refuted: ofLabel('REFUTED'),
      notEnoughInfo: ofLabel('NOT_ENOUGH_INFO'),
      unverified: state.unverified.length,
      leftOut: state.leftOut.length,
    },
    support,
    isCalibrated: calibration !== null,
    hallucinationRate: {
      refutedOnly: microHallucinationRate(labels, 'refutedOnly'),
      refutedOrUnknown: microHallucinationRate(labels, 'refutedOrUnknown'),
    },
    hallucinationProbability: hallucinationProbability(
      support.map(({ probability }) => probability),
      calibration !== null,
    ),
    worstClaimId: worst?.claimId ?? null,
    composite: NOT_ABOUT_FACTS.has(state.plan?.rubric.id ?? '')
      ? { score: notMeasured('the judges were asked about something else than facts'), parts: [] }
      : compositeHallucination({
          consensus,
          labels,
          severities: judgements.flatMap((judgement) => judgement.issues.map((issue) => issue.severity)),
          confidences: answers.map(({ confidence }) => confidence),
        }),
    agreement: agreementOf(state, scores, answers),
    preference: tallyPreferences(state.preferences.map(({ outcome }) => outcome)),
    spent: state.spent,
    missing: missingOf(state),
    figures: [],
  };
}

/** Labels of the verifier and of every judge by claim, as codes; null where one said nothing. */
export function opinionUnits(
  state: Pick<RunState, 'claims' | 'verdicts'>,
  answers: readonly PanelAnswer[],
): (number | null)[][] {
  const code = (label: VerdictLabel | undefined): number | null => (label ? VERDICT_LABELS.indexOf(label) : null);
  return state.claims.map((claim, i) => [
    code(state.verdicts[i]?.label),
    ...answers.map(({ opinions }) => code(opinions.get(claim.id)?.label)),
  ]);
}

function weightOf(judgeId: string, calibration: PlannedCalibration | null): { weight?: number } {
  const weight = calibration?.weights[judgeId];
  return weight === undefined ? {} : { weight };
}

/** REFUTED needs somebody who named what contradicts the claim, and a pooled probability that does not outweigh it. */
function supportOf(
  verdict: ClaimVerdict,
  answers: readonly PanelAnswer[],
  calibration: PlannedCalibration | null,
): ClaimSupport {
  const { claimId } = verdict;
  const whole = answers.flatMap(({ opinions }): (ClaimOpinion & { probability: number })[] => {
    const opinion = opinions.get(claimId);
    return opinion && opinion.probability !== null ? [{ ...opinion, probability: opinion.probability }] : [];
  });
  const pooled = poolClaimProbability([verdict.probability, ...whole.map(({ probability }) => probability)]);
  const probability = calibration ? calibrate(calibration.calibrator, pooled) : pooled;
  const isContradicted = verdict.label === 'REFUTED' || whole.some(({ label }) => label === 'REFUTED');
  const otherwise = isContradicted ? 'REFUTED' : 'NOT_ENOUGH_INFO';
  const label = probability >= (calibration?.threshold ?? SUPPORT_THRESHOLD) ? 'SUPPORTED' : otherwise;
  const conformal = calibration?.conformal ? conformalSet(calibration.conformal, probability) : null;
  return { claimId, probability, pooled, label, opinions: 1 + whole.length, conformal };
}

function agreementOf(
  state: RunState,
  scores: readonly number[],
  answers: readonly PanelAnswer[],
): RunSummary['agreement'] {
  const units = opinionUnits(state, answers);
  return {
    scoreDifference: meanPairwiseDifference(scores),
    unanimousClaims: unanimousShare(units),
    alpha: units.length < 2 ? notMeasured('fewer than two claims', units.length) : krippendorffAlpha(units, 'nominal'),
  };
}

function missingOf({ exhausted, unverified, judges, claims, verdicts, status }: RunState): string[] {
  const failed = judges.filter((judge) => judge.status === 'failed').map(({ judge }) => judge.name);
  const unasked = judges.filter(({ status: s }) => s === 'waiting' || s === 'running').length;
  const open = claims.length - verdicts.filter((verdict) => verdict !== null).length - unverified.length;
  return [
    ...(exhausted ? ['the budget ended the asking'] : []),
    ...(unverified.length > 0 ? [`${unverified.length} claims without a verdict`] : []),
    ...(failed.length > 0 ? [`no answer from ${failed.join(', ')}`] : []),
    ...(status === 'cancelled' && open > 0 ? [`${open} claims not reached`] : []),
    ...(status === 'cancelled' && unasked > 0 ? [`${unasked} judges not heard`] : []),
  ];
}
