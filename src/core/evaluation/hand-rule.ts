import type { Claim, ClaimVerdict, Evidence, Reason } from './claim';
import type { Comparison, Finding } from './comparison';
import { type Features, featuresOf } from './features';
import type { SourceIndex } from './source-index';
import type { TextSpan } from './text';

/** Weights set once by hand, never fitted. */
const WEIGHTS: Readonly<Record<keyof Features, number>> = {
  novelty: 1,
  numberMissing: 0.5,
  nameMissing: 0.4,
  polarityMismatch: 0.3,
  uncoveredByBestTwo: 0.5,
};

/**
 * Where the rule turns from support to doubt, and how sharply: P(not supported) = 1 / (1 + exp(-slope * (risk - turn))). Fitted by
 * logistic regression with equal weight for every family of sets and label on public labelled pairs (SummEdits, Laban et al., 2023;
 * Factcheck-GPT, Wang et al., 2023); test/bench/verifier-bench.ts repeats the fit and prints how the rule does on each.
 */
export const HAND_RULE = { turn: 0.92, slope: 1.22 } as const;

/** A source sentence with less of the claim in it is not shown as evidence. */
const MIN_EVIDENCE_COVERAGE = 0.2;
/** A contradiction is at least this sure: what clashes is named, but words may clash that mean no harm. */
const MAX_REFUTED_SUPPORT = 0.25;
/** A claim that stands in the source word for word is supported unless the quotation is torn from its context. */
const VERBATIM_SUPPORT = 0.97;

/** Risk of a claim, 0 (everything is in the source) to 2.7. */
export function riskOf(features: Features): number {
  return (Object.keys(WEIGHTS) as (keyof Features)[]).reduce((risk, name) => risk + WEIGHTS[name] * features[name], 0);
}

export function supportProbability(risk: number): number {
  return 1 / (1 + Math.exp(HAND_RULE.slope * (risk - HAND_RULE.turn)));
}

/** The verdict of the hand rule on one claim, with its evidence and every reason it lost support. */
export function verdictByHandRule(claim: Claim, comparison: Comparison, source: SourceIndex): ClaimVerdict {
  const { verbatim } = comparison;
  const findings = verbatim === null ? [...comparison.quantities, ...comparison.names, ...comparison.polarity] : [];
  const reasons = findings.map((f) => f.reason).filter((reason) => reason !== null);
  const uncovered = verbatim === null ? uncoveredReason(comparison, reasons) : null;
  if (uncovered) reasons.push(uncovered);

  const isRefuted = reasons.some((reason) => reason.isContradiction);
  const byRule = verbatim === null ? supportProbability(riskOf(featuresOf(comparison))) : VERBATIM_SUPPORT;
  const probability = isRefuted ? Math.min(byRule, MAX_REFUTED_SUPPORT) : byRule;
  const label = isRefuted ? 'REFUTED' : probability >= 0.5 ? 'SUPPORTED' : 'NOT_ENOUGH_INFO';
  return {
    claimId: claim.id,
    label,
    probability,
    confidence: label === 'SUPPORTED' ? probability : 1 - probability,
    evidence: verbatim ? [quotation(verbatim)] : evidenceOf(comparison, findings, source, label === 'SUPPORTED'),
    reasons,
    rationale: verbatim ? 'It stands in the source word for word.' : rationaleOf(label, reasons, comparison),
  };
}

function quotation({ start, end }: TextSpan): Evidence {
  return { start, end, role: 'supports', coverage: 1, focus: null };
}

/** Words without a home in the source that no other reason has named yet. */
function uncoveredReason({ coverage }: Comparison, named: readonly Reason[]): Reason | null {
  const words = coverage.uncovered.filter(
    (token) => !named.some(({ outputSpan }) => token.start >= outputSpan.start && token.end <= outputSpan.end),
  );
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last) return null;
  const shown = [...new Set(words.map((t) => t.text))];
  const list = shown
    .slice(0, 6)
    .map((word) => `“${word}”`)
    .join(', ');
  const more = shown.length > 6 ? ` and ${shown.length - 6} more` : '';
  return {
    code: 'uncovered',
    message: `The source has nothing on ${list}${more}.`,
    outputSpan: { start: first.start, end: last.end },
    sourceSpan: null,
    isContradiction: false,
  };
}

function evidenceOf(
  { coverage }: Comparison,
  findings: readonly Finding[],
  source: SourceIndex,
  isSupported: boolean,
): Evidence[] {
  const clashes = findings.filter((f) => f.outcome === 'clashing');
  return coverage.aligned
    .filter((a) => a.coverage >= MIN_EVIDENCE_COVERAGE || clashes.some((f) => f.sentence === a.sentence))
    .map(({ sentence, coverage: share }): Evidence => {
      const { start, end } = source.sentences[sentence]!;
      const clash = clashes.find((f) => f.sentence === sentence);
      const focus = clash?.reason?.sourceSpan ?? null;
      const role = clash ? 'contradicts' : isSupported ? 'supports' : 'related';
      return { start, end, role, coverage: share, focus: focus && { start: focus.start, end: focus.end } };
    });
}

function rationaleOf(label: ClaimVerdict['label'], reasons: readonly Reason[], { coverage }: Comparison): string {
  const share = `${Math.round(100 * (1 - coverage.novelty))} % of its content is in the source`;
  const first = reasons.find((reason) => reason.isContradiction) ?? reasons[0];
  switch (label) {
    case 'SUPPORTED':
      return first ? `${share}. ${first.message}` : `${share}, and nothing clashes.`;
    case 'REFUTED':
    case 'NOT_ENOUGH_INFO':
      return first ? `${first.message} ${share}.` : `${share}, but spread over sentences that do not belong together.`;
  }
}
