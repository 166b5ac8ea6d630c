'use client';

import { memo, useMemo, useState } from 'react';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { BarList, type BarPart } from '@/components/charts/bar-list';
import { DataFigure } from '@/components/data-figure';
import { issuesOf, type JudgedIssue, tallyIssues } from '@/core/evaluation/issue-tally';
import { SEVERITIES } from '@/core/evaluation/judge';
import type { RunState } from '@/core/evaluation/run';
import { chartStrings } from '../../_chart-strings';
import { strings } from '../../_strings';
import { type ClaimView, claimAt, hasSameClaims } from './claim-view';
import { SEVERITY_TONE } from './severity-tone';

const words = chartStrings.issues;
const FIRST = 10;

/** The graver, the fuller. */
const PARTS: readonly BarPart[] = [
  { id: 'critical', label: words.severity.critical, tone: 'negative', ground: 'full' },
  { id: 'high', label: words.severity.high, tone: 'negative', ground: 'barred' },
  { id: 'medium', label: words.severity.medium, tone: 'caution', ground: 'hatched' },
  { id: 'low', label: words.severity.low, tone: 'unknown', ground: 'dotted' },
];

export type IssueBreakdownProps = {
  runId: string;
  judges: RunState['judges'];
  hasEnded: boolean;
  views: readonly ClaimView[];
  onSelectClaim: (claimId: string) => void;
};

/** What all judges flagged, by type and severity; a bar is also the filter of the list below. */
export const IssueBreakdown = memo(Breakdown, (a, b) => {
  return (
    a.runId === b.runId &&
    a.judges === b.judges &&
    a.hasEnded === b.hasEnded &&
    a.onSelectClaim === b.onSelectClaim &&
    hasSameClaims(a.views, b.views)
  );
});

function Breakdown({ runId, judges, hasEnded, views, onSelectClaim }: IssueBreakdownProps) {
  const [type, setType] = useState<string | null>(null);
  const [severity, setSeverity] = useState<string | null>(null);
  const issues = useMemo(() => issuesOf(judges), [judges]);
  const answered = judges.some(({ status }) => status === 'judged');
  const shown = issues.filter(
    (issue) => (type === null || issue.type === type) && (severity === null || issue.severity === severity),
  );
  const numberOf = (issue: JudgedIssue) => claimAt(views, issue.outputSpan)?.claim.index;
  return (
    <Card title={words.title} description={words.text} className="print:break-inside-auto!">
      {issues.length === 0 ? (
        <p className="text-muted">{answered ? words.none : hasEnded ? words.nobody : words.notYet}</p>
      ) : (
        <div className="flex flex-col gap-6">
          <DataFigure
            caption={words.caption}
            description={words.description}
            fileName={`evaluation-${runId}-issues`}
            columns={words.columns}
            rows={issues.map((issue) => {
              const index = numberOf(issue);
              return [
                issue.judge.name,
                words.severity[issue.severity],
                words.type[issue.type],
                issue.message,
                index === undefined ? null : index + 1,
              ];
            })}
          >
            <div className="grid gap-x-8 gap-y-5 lg:grid-cols-2">
              <div>
                <h3 className="mb-1 font-medium text-muted">{words.byType}</h3>
                <BarList
                  label={words.byType}
                  parts={PARTS}
                  bars={tallyIssues(issues).map((entry) => ({
                    id: entry.type,
                    label: words.type[entry.type],
                    values: entry.bySeverity,
                  }))}
                  selectedId={type}
                  onSelect={setType}
                />
              </div>
              <div>
                <h3 className="mb-1 font-medium text-muted">{words.bySeverity}</h3>
                <BarList
                  label={words.bySeverity}
                  parts={PARTS}
                  hasLegend={false}
                  bars={severityBars(issues)}
                  selectedId={severity}
                  onSelect={setSeverity}
                />
              </div>
            </div>
          </DataFigure>
          <div>
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <h3 className="font-medium">{words.list}</h3>
              <p role="status" className="figures text-muted">
                {words.shown(shown.length, issues.length)}
              </p>
              {(type !== null || severity !== null) && (
                <Button
                  size="small"
                  variant="quiet"
                  onClick={() => {
                    setType(null);
                    setSeverity(null);
                  }}
                >
                  {words.clear}
                </Button>
              )}
            </div>
            <IssueList
              key={`${type} ${severity}`}
              issues={shown}
              numberOf={numberOf}
              onSelect={(index) => onSelectClaim(views[index]!.claim.id)}
            />
          </div>
        </div>
      )}
    </Card>
  );
}

function severityBars(issues: readonly JudgedIssue[]) {
  return SEVERITIES.toReversed().flatMap((severity) => {
    const count = issues.filter((issue) => issue.severity === severity).length;
    return count === 0 ? [] : [{ id: severity, label: words.severity[severity], values: { [severity]: count } }];
  });
}

type IssueListProps = {
  issues: readonly JudgedIssue[];
  numberOf: (issue: JudgedIssue) => number | undefined;
  onSelect: (index: number) => void;
};

function IssueList({ issues, numberOf, onSelect }: IssueListProps) {
  const [count, setCount] = useState(FIRST);
  return (
    <>
      <ul className="mt-2" data-issues>
        {issues.slice(0, count).map((issue, at) => {
          const index = numberOf(issue);
          return (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: the order is that of the issues themselves
              key={at}
              className="grid gap-x-6 gap-y-1 border-t py-3 print:break-inside-avoid md:grid-cols-[16rem_minmax(0,1fr)_auto]"
            >
              <span>
                <Badge tone={SEVERITY_TONE[issue.severity]}>
                  {words.severity[issue.severity]}: {words.type[issue.type]}
                </Badge>
                <span className="block text-muted">{words.by(issue.judge.name)}</span>
              </span>
              <span className="wrap-anywhere">{issue.message}</span>
              {index !== undefined && (
                <button
                  type="button"
                  className="min-h-6 justify-self-start text-left text-link pointer-coarse:min-h-11 print:hidden"
                  onClick={() => onSelect(index)}
                >
                  {strings.judges.claimLink(index + 1)}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {issues.length > count && (
        <Button size="small" variant="quiet" onClick={() => setCount(count + 50)}>
          {words.more(Math.min(50, issues.length - count))}
        </Button>
      )}
    </>
  );
}
