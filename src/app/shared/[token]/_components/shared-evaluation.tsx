'use client';

import { useMemo } from 'react';
import { RunStatus } from '@/app/(auditor)/runs/_components/run-status';
import { claimViews, tallyOf } from '@/app/(auditor)/runs/[runId]/_components/claim-view';
import { RunEnding } from '@/app/(auditor)/runs/[runId]/_components/run-ending';
import { RunResult } from '@/app/(auditor)/runs/[runId]/_components/run-result';
import { Instant } from '@/components/instant';
import { Notice } from '@/components/notice';
import { PageHeader } from '@/components/page-header';
import type { SharedRun } from '@/protocol/run-share';
import { strings } from '../_strings';

/** The run as an auditor sees it, without anything that could be done to it. */
export function SharedEvaluation({ shared: { run, expiresAt } }: { shared: SharedRun }) {
  const { state } = run;
  const views = useMemo(() => claimViews(state), [state]);
  const tally = useMemo(() => tallyOf(views), [views]);
  return (
    <>
      <Notice tone="accent" title={strings.banner} className="mb-8">
        {strings.until} <Instant value={new Date(expiresAt)} />. {strings.readOnly}
      </Notice>
      <PageHeader
        title={strings.title}
        meta={
          <>
            <RunStatus status={state.status} look="pill" />
            <span className="text-muted">
              {strings.submitted} <Instant value={new Date(run.createdAt)} />
            </span>
            {run.question && (
              <span className="w-full max-w-measure wrap-anywhere">
                <span className="text-muted">{strings.question}:</span> {run.question}
              </span>
            )}
          </>
        }
      />
      <div className="flex flex-col gap-8">
        <RunEnding state={state} />
        <RunResult run={run} state={state} mayManage={false} views={views} tally={tally} />
      </div>
    </>
  );
}
