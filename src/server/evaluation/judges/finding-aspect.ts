import type { VerdictLabel } from '@/core/evaluation/claim';
import type { Comparison, Finding } from '@/core/evaluation/comparison';
import type { FlaggedIssue, IssueType, JudgeInput, Severity } from '@/core/evaluation/judge';
import type { Aspect, AspectView } from './built-in-judge';

type FindingAspect = Omit<Aspect, 'look' | 'explain'> & {
  findings(comparison: Comparison): readonly Finding[];
  typeOf(finding: Finding): IssueType;
  severityOf(finding: Finding): Severity;
  /** "figures and dates": what is counted, for the explanation. */
  noun: { one: string; many: string };
  /** Credit of one that the source neither has nor contradicts. */
  missingCredit: number;
};

/** A judge that counts findings: what matches earns all, what is missing a little or nothing, what clashes nothing. */
export function findingAspect({ findings, typeOf, severityOf, noun, missingCredit, ...rest }: FindingAspect): Aspect {
  const creditOf = { matched: 1, missing: missingCredit, clashing: 0 } as const;
  return {
    ...rest,
    look(_claim, comparison, input): AspectView | null {
      const found = findings(comparison);
      if (found.length === 0) return null;
      const wrong = found.filter((f) => f.outcome !== 'matched');
      return {
        weight: found.length,
        credit: found.reduce((total, f) => total + creditOf[f.outcome], 0),
        label: labelOf(found),
        issues: wrong.map((f) => issueOf(f, typeOf(f), severityOf(f), input)),
      };
    },
    explain(views) {
      const total = views.reduce((sum, view) => sum + view.weight, 0);
      const issues = views.flatMap((view) => view.issues);
      const right = total - issues.length;
      const counted = `${right} of ${total} ${total === 1 ? noun.one : noun.many} agree with the source`;
      return issues[0] ? `${counted}. First of ${issues.length}: ${issues[0].message}` : `${counted}.`;
    },
  };
}

function labelOf(found: readonly Finding[]): VerdictLabel {
  if (found.some((f) => f.outcome === 'clashing')) return 'REFUTED';
  return found.some((f) => f.outcome === 'missing') ? 'NOT_ENOUGH_INFO' : 'SUPPORTED';
}

function issueOf(finding: Finding, type: IssueType, severity: Severity, { index }: JudgeInput): FlaggedIssue {
  const sentence = finding.sentence === null ? null : index.sentences[finding.sentence]!;
  const place = finding.reason?.sourceSpan ?? sentence;
  const outputSpan = finding.reason?.outputSpan ?? finding.subject;
  return {
    type,
    severity,
    message: finding.reason?.message ?? `“${finding.subject.text}” is not in the source.`,
    outputSpan: { start: outputSpan.start, end: outputSpan.end },
    evidenceSpan: place && { start: place.start, end: place.end },
  };
}
