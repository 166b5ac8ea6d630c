'use client';

import { hasEnded, type RunState } from '@/core/evaluation/run';
import type { RunSnapshot } from '@/protocol/run';
import { useClaimWalk } from '../_hooks/use-claim-walk';
import { AgreementFigures } from './agreement-figures';
import type { ClaimView, Tally } from './claim-view';
import { CompositeFigures } from './composite-figures';
import { IssueBreakdown } from './issue-breakdown';
import { JudgePanel } from './judge-panel';
import { LeftOutList } from './left-out-list';
import { Method } from './method';
import { Overview } from './overview';
import { Preferences } from './preferences';
import { RunFigures } from './run-figures';
import { StageProgress } from './stage-progress';
import { TextPair } from './text-pair';
import { TimeAndCost } from './time-and-cost';

export type RunResultProps = {
  run: RunSnapshot;
  state: RunState;
  /** False for who may only read; then nothing here calls the server. */
  mayManage: boolean;
  views: readonly ClaimView[];
  tally: Tally;
};

/** All that a run says, the same for an auditor who watches it and for a reader with a link. */
export function RunResult({ run, state, mayManage, views, tally }: RunResultProps) {
  const walk = useClaimWalk(views);
  return (
    <>
      <StageProgress state={state} />
      <Overview runId={run.runId} state={state} views={views} tally={tally} onSelectClaim={walk.select} />
      <TextPair run={run} mayManage={mayManage} state={state} views={views} tally={tally} walk={walk} />
      <LeftOutList leftOut={state.leftOut} isKnown={state.stages.retrieval.status === 'finished'} />
      <JudgePanel runId={run.runId} mayManage={mayManage} state={state} views={views} onSelectClaim={walk.select} />
      <Preferences state={state} rival={run.rival} />
      <CompositeFigures state={state} />
      <IssueBreakdown
        runId={run.runId}
        judges={state.judges}
        hasEnded={hasEnded(state)}
        views={views}
        onSelectClaim={walk.select}
      />
      <AgreementFigures runId={run.runId} state={state} />
      <RunFigures figures={state.summary?.figures ?? []} />
      <TimeAndCost runId={run.runId} state={state} />
      <Method state={state} />
    </>
  );
}
