'use client';

import { useState } from 'react';
import { Badge } from '@/components/badge';
import { Button } from '@/components/button';
import type { FlaggedIssue } from '@/core/evaluation/judge';
import { strings } from '../../_strings';
import { type ClaimView, claimAt } from './claim-view';
import { SEVERITY_TONE } from './severity-tone';

const words = strings.judges;
const FIRST = 3;

export type JudgeIssuesProps = {
  issues: readonly FlaggedIssue[];
  views: readonly ClaimView[];
  onSelectClaim: (claimId: string) => void;
};

/** What a judge flagged, each with the way to its claim in the text. */
export function JudgeIssues({ issues, views, onSelectClaim }: JudgeIssuesProps) {
  const [all, setAll] = useState(false);
  if (issues.length === 0) return <p className="text-muted">{words.noIssues}</p>;
  const shown = all ? issues : issues.slice(0, FIRST);
  return (
    <div>
      <h4 className="font-medium">{words.issues(issues.length)}</h4>
      <ul className="mt-2 flex flex-col gap-3">
        {shown.map((issue, index) => {
          const view = claimAt(views, issue.outputSpan);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a judgement never changes
            <li key={index} className="flex flex-col items-start gap-1">
              <Badge tone={SEVERITY_TONE[issue.severity]}>
                {words.severity[issue.severity]}: {words.issueType[issue.type]}
              </Badge>
              <span className="wrap-anywhere">{issue.message}</span>
              {view && (
                <button
                  type="button"
                  className="min-h-6 text-link pointer-coarse:min-h-11 print:hidden"
                  onClick={() => onSelectClaim(view.claim.id)}
                >
                  {words.claimLink(view.claim.index + 1)}
                </button>
              )}
            </li>
          );
        })}
      </ul>
      {issues.length > shown.length && (
        <Button size="small" variant="quiet" className="mt-2" onClick={() => setAll(true)}>
          {words.moreIssues(issues.length - shown.length)}
        </Button>
      )}
    </div>
  );
}
