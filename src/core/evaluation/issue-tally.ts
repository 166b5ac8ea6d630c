import { type FlaggedIssue, ISSUE_TYPES, type IssueType, SEVERITIES, type Severity } from './judge';
import type { RunState } from './run';

export type JudgedIssue = FlaggedIssue & { judge: { id: string; name: string } };

/** What all judges flagged, the gravest first, equally grave ones in the order of the output. */
export function issuesOf(judges: RunState['judges']): JudgedIssue[] {
  const graver = (issue: FlaggedIssue) => SEVERITIES.indexOf(issue.severity);
  const place = (issue: FlaggedIssue) => issue.outputSpan?.start ?? Number.MAX_SAFE_INTEGER;
  return judges
    .flatMap((entry) =>
      entry.status === 'judged'
        ? entry.judgement.issues.map((issue) => ({ ...issue, judge: { id: entry.judge.id, name: entry.judge.name } }))
        : [],
    )
    .sort((a, b) => graver(b) - graver(a) || place(a) - place(b));
}

/** How many of each type, by severity; types nobody flagged are left out, the most frequent come first. */
export function tallyIssues(
  issues: readonly FlaggedIssue[],
): { type: IssueType; bySeverity: Readonly<Record<Severity, number>>; total: number }[] {
  return ISSUE_TYPES.map((type) => {
    const ofType = issues.filter((issue) => issue.type === type);
    const count = (severity: Severity) => ofType.filter((issue) => issue.severity === severity).length;
    const bySeverity = { low: count('low'), medium: count('medium'), high: count('high'), critical: count('critical') };
    return { type, bySeverity, total: ofType.length };
  })
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total);
}
