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
import { useClaimViews } from '../_hooks/use-claim-views';
import { useLiveRun } from '../_hooks/use-live-run';
import { tallyOf } from './claim-view';
import { MissingParts, ScoreAnew } from './follow-ups';
import { OutputLabel } from './output-label';
import { RunEnding } from './run-ending';
import { RunHeader } from './run-header';
import { RunResult } from './run-result';

export type LiveRunProps = { run: RunSnapshot; mayManage: boolean };

/** One evaluation, from its first stage to its figures, as it happens or as it was. */
export function LiveRun({ run, mayManage }: LiveRunProps) {
  const { state, refusal } = useLiveRun(run.runId, run.state);
  const { connection, isSignedOut } = useConnection();
  const views = useClaimViews(state);
  const tally = useMemo(() => tallyOf(views), [views]);
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
        <RunResult run={run} state={state} mayManage={mayManage} views={views} tally={tally} />
        {ended && mayManage && <OutputLabel runId={run.runId} rubric={state.plan?.rubric.name} />}
        {ended && <CalibrationCard />}
        {ended && mayManage && state.claims.length > 0 && <ScoreAnew runId={run.runId} />}
      </div>
    </>
  );
}
