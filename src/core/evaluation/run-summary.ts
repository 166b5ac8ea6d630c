import { meanPairwiseDifference, unanimousShare } from '@/core/statistics/agreement';
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
import type { ClaimOpinion, Judgement } from './judge';
import type { RunState } from './run';

/** `opinions` is how many probabilities were pooled: the verifier's and those of judges that judged the whole claim. */
export type ClaimSupport = { claimId: string; probability: number; label: VerdictLabel; opinions: number };

/** Chosen with equal cost of both errors; a project's own labels will move it. */
const SUPPORT_THRESHOLD = 0.5;

/** All figures of a run so far. A pure function of what the run's events say, so it can be drawn again from the log at any time. */
export type RunSummary = {
  turnout: Turnout;
  quorum: Quorum;
  /** 0..100. */
  consensus: Statistic;
  /** Lowest and highest score of those that answered; null when none did. */
  scoreRange: { low: number; high: number } | null;
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
};

/** Draws all figures from the state of a run, finished or not. */
export function summarise(state: RunState): RunSummary {
  const judgements: { judgeId: string; judgement: Judgement }[] = state.judges.flatMap((j) =>
    j.status === 'judged' ? [{ judgeId: j.judge.id, judgement: j.judgement }] : [],
  );
  const count = (status: string) => state.judges.filter((j) => j.status === status).length;
  const turnout: Turnout = {
    asked: state.judges.length,
    answered: judgements.length,
    abstained: count('abstained'),
    failed: count('failed'),
    pending: count('waiting') + count('running'),
  };
  const wanted = state.plan?.quorum ?? 1;
  const scores = judgements.map(({ judgement }) => judgement.score);
  const consensus = consensusOf(scores, turnout, wanted);

  const verdicts = state.verdicts.filter((verdict) => verdict !== null);
  const opinions = judgements.map(({ judgement }) => new Map(judgement.opinions.map((o) => [o.claimId, o])));
  const support = verdicts.map((verdict) => supportOf(verdict, opinions));
  const labels = support.map(({ label }) => label);
  const worst = support.reduce<(typeof support)[number] | null>(
    (lowest, claim) => (lowest === null || claim.probability < lowest.probability ? claim : lowest),
    null,
  );
  const ofLabel = (label: VerdictLabel) => labels.filter((other) => other === label).length;

  return {
    turnout,
    quorum: quorumOf(turnout, wanted),
    consensus,
    scoreRange: scores.length > 0 ? { low: Math.min(...scores), high: Math.max(...scores) } : null,
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
    isCalibrated: false,
    hallucinationRate: {
      refutedOnly: microHallucinationRate(labels, 'refutedOnly'),
      refutedOrUnknown: microHallucinationRate(labels, 'refutedOrUnknown'),
    },
    hallucinationProbability: hallucinationProbability(support.map(({ probability }) => probability)),
    worstClaimId: worst?.claimId ?? null,
    composite: compositeHallucination({
      consensus,
      labels,
      severities: judgements.flatMap(({ judgement }) => judgement.issues.map((issue) => issue.severity)),
      confidences: judgements.map(({ judgement }) => judgement.confidence),
    }),
    agreement: agreementOf(state, scores, opinions),
  };
}

/** REFUTED needs somebody who named what contradicts the claim, and a pooled probability that does not outweigh it. */
function supportOf(verdict: ClaimVerdict, opinions: readonly ReadonlyMap<string, ClaimOpinion>[]): ClaimSupport {
  const { claimId } = verdict;
  const whole = opinions.flatMap((byClaim) => {
    const opinion = byClaim.get(claimId);
    return opinion && opinion.probability !== null ? [{ label: opinion.label, q: opinion.probability }] : [];
  });
  const probability = poolClaimProbability([verdict.probability, ...whole.map(({ q }) => q)]);
  const isContradicted = verdict.label === 'REFUTED' || whole.some(({ label }) => label === 'REFUTED');
  const otherwise = isContradicted ? 'REFUTED' : 'NOT_ENOUGH_INFO';
  const label = probability >= SUPPORT_THRESHOLD ? 'SUPPORTED' : otherwise;
  return { claimId, probability, label, opinions: 1 + whole.length };
}

function agreementOf(
  state: RunState,
  scores: readonly number[],
  opinions: readonly ReadonlyMap<string, ClaimOpinion>[],
): RunSummary['agreement'] {
  const code = (label: VerdictLabel | undefined): number | null => (label ? VERDICT_LABELS.indexOf(label) : null);
  const units = state.claims.map((claim, i) => [
    code(state.verdicts[i]?.label),
    ...opinions.map((byClaim) => code(byClaim.get(claim.id)?.label)),
  ]);
  return {
    scoreDifference: meanPairwiseDifference(scores),
    unanimousClaims: unanimousShare(units),
    alpha: units.length < 2 ? notMeasured('fewer than two claims', units.length) : krippendorffAlpha(units, 'nominal'),
  };
}
