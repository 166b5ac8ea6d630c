'use client';

import { useMemo } from 'react';
import { ConnectionBanner } from '@/components/connection-banner';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import { hasEnded } from '@/core/evaluation/run';
import type { RunSnapshot } from '@/protocol/run';
import { useConnection } from '../../../_hooks/use-connection';
import { CalibrationCard } from '../../_components/calibration-card';
import { strings } from '../../_strings';
import { useAnnouncement } from '../_hooks/use-announcement';
import { useClaimWalk } from '../_hooks/use-claim-walk';
import { useLiveRun } from '../_hooks/use-live-run';
import { AgreementFigures } from './agreement-figures';
import { claimViews, tallyOf } from './claim-view';
import { CompositeFigures } from './composite-figures';
import { MissingParts, ScoreAnew } from './follow-ups';
import { IssueBreakdown } from './issue-breakdown';
import { JudgePanel } from './judge-panel';
import { LeftOutList } from './left-out-list';
import { Method } from './method';
import { Overview } from './overview';
import { Preferences } from './preferences';
import { RunEnding } from './run-ending';
import { RunFigures } from './run-figures';
import { RunHeader } from './run-header';
import { StageProgress } from './stage-progress';
import { TextPair } from './text-pair';
import { TimeAndCost } from './time-and-cost';

export type LiveRunProps = { run: RunSnapshot; mayManage: boolean };

/** One evaluation, from its first stage to its figures, as it happens or as it was. */
export function LiveRun({ run, mayManage }: LiveRunProps) {
  const { state, refusal } = useLiveRun(run.runId, run.state);
  const { connection, isSignedOut } = useConnection();
  const views = useMemo(() => claimViews(state), [state]);
  const tally = useMemo(() => tallyOf(views), [views]);
  const walk = useClaimWalk(views);
  const ended = hasEnded(state);
  const done = views.length - tally.pending - tally.unreached;
  const announcement = useAnnouncement(
    `${strings.status[state.status]}. ${strings.overview.announce(done, views.length, tally.SUPPORTED, tally.REFUTED, tally.NOT_ENOUGH_INFO)}`,
    ended,
  );
  return (
    <>
      <RunHeader run={run} state={state} connection={connection} mayManage={mayManage} />
      <p role="status" className="sr-only">
        {announcement}
      </p>
      <div className="flex flex-col gap-8">
        {!ended && !isSignedOut && (
          <div className="sticky top-2 z-10 empty:hidden has-[[role=status]:empty]:hidden">
            <ConnectionBanner state={connection}>{strings.run.connection}</ConnectionBanner>
          </div>
        )}
        {!ended && isSignedOut && (
          <Notice
            tone="caution"
            live="polite"
            title={strings.run.signedOut}
            action={
              <LinkButton href={`/sign-in?callbackUrl=${encodeURIComponent(`/runs/${run.runId}`)}`}>
                {strings.run.signIn}
              </LinkButton>
            }
          >
            {strings.run.signedOutText}
          </Notice>
        )}
        {!ended && refusal && !isSignedOut && (
          <Notice tone="negative" live="polite" title={strings.run.lost}>
            {refusal} <a href={`/runs/${run.runId}`}>{strings.run.reload}</a>
          </Notice>
        )}
        <RunEnding state={state} />
        <MissingParts runId={run.runId} state={state} mayManage={mayManage} />
        <StageProgress state={state} />
        <Overview runId={run.runId} state={state} views={views} tally={tally} onSelectClaim={walk.select} />
        <TextPair run={run} mayManage={mayManage} state={state} views={views} tally={tally} walk={walk} />
        <LeftOutList leftOut={state.leftOut} isKnown={state.stages.retrieval.status === 'finished'} />
        <JudgePanel runId={run.runId} mayManage={mayManage} state={state} views={views} onSelectClaim={walk.select} />
        <Preferences state={state} rival={run.rival} />
        <CompositeFigures state={state} />
        <IssueBreakdown runId={run.runId} judges={state.judges} views={views} onSelectClaim={walk.select} />
        <AgreementFigures runId={run.runId} state={state} />
        <RunFigures figures={state.summary?.figures ?? []} />
        {ended && <CalibrationCard />}
        <TimeAndCost runId={run.runId} state={state} />
        <Method state={state} />
        {ended && mayManage && state.claims.length > 0 && <ScoreAnew runId={run.runId} />}
      </div>
    </>
  );
}
