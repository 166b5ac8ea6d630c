import type { Claim, ClaimVerdict, Evidence, Reason } from './claim';
import type { Comparison, Finding } from './comparison';
import type { Token } from './reading';
import type { SourceIndex } from './source-index';
import type { TextSpan } from './text';

/** A source sentence with less of the claim in it is not shown as evidence. */
const MIN_EVIDENCE_COVERAGE = 0.2;
/** A contradiction is at least this sure: what clashes is named, but words may clash that mean no harm. */
const MAX_REFUTED_SUPPORT = 0.25;
/** A claim that stands in the source word for word is supported unless the quotation is torn from its context. */
const VERBATIM_SUPPORT = 0.97;

/** What a verifier may add to the comparison: clashes that only it looks for, and how much of the claim it finds in the source. */
export type FurtherLook = { findings: readonly Finding[]; uncovered: readonly Token[]; summary: string };

/**
 * The verdict that follows from a probability of support and what the comparison found, with its evidence and every reason the
 * claim lost support.
 */
export function verdictFrom(
  claim: Claim,
  comparison: Comparison,
  source: SourceIndex,
  support: number,
  further: FurtherLook = plainLook(comparison),
): ClaimVerdict {
  const { verbatim } = comparison;
  const findings =
    verbatim === null
      ? [...comparison.quantities, ...comparison.names, ...comparison.polarity, ...further.findings]
      : [];
  const reasons = findings.map((f) => f.reason).filter((reason) => reason !== null);
  const uncovered = verbatim === null ? uncoveredReason(further.uncovered, reasons) : null;
  if (uncovered) reasons.push(uncovered);

  const isRefuted = reasons.some((reason) => reason.isContradiction);
  const uncapped = verbatim === null ? support : VERBATIM_SUPPORT;
  const probability = isRefuted ? Math.min(uncapped, MAX_REFUTED_SUPPORT) : uncapped;
  const label = isRefuted ? 'REFUTED' : probability >= 0.5 ? 'SUPPORTED' : 'NOT_ENOUGH_INFO';
  return {
    claimId: claim.id,
    label,
    probability,
    confidence: label === 'SUPPORTED' ? probability : 1 - probability,
    evidence: verbatim ? [quotation(verbatim)] : evidenceOf(comparison, findings, source, label === 'SUPPORTED'),
    reasons,
    rationale: verbatim ? 'It stands in the source word for word.' : rationaleOf(label, reasons, further.summary),
  };
}

function plainLook({ coverage }: Comparison): FurtherLook {
  const share = Math.round(100 * (1 - coverage.novelty));
  return { findings: [], uncovered: coverage.uncovered, summary: `${share} % of its content is in the source` };
}

function quotation({ start, end }: TextSpan): Evidence {
  return { start, end, role: 'supports', coverage: 1, focus: null };
}

/** Words without a home in the source that no other reason has named yet. */
function uncoveredReason(uncovered: readonly Token[], named: readonly Reason[]): Reason | null {
  const words = uncovered.filter(
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

function rationaleOf(label: ClaimVerdict['label'], reasons: readonly Reason[], share: string): string {
  const first = reasons.find((reason) => reason.isContradiction) ?? reasons[0];
  switch (label) {
    case 'SUPPORTED':
      return first ? `${share}. ${first.message}` : `${share}, and nothing clashes.`;
    case 'REFUTED':
    case 'NOT_ENOUGH_INFO':
      return first ? `${first.message} ${share}.` : `${share}, but spread over sentences that do not belong together.`;
  }
}
