'use client';

import { Play, Square } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { LinkButton } from '@/components/link-button';
import { Notice } from '@/components/notice';
import { ProgressBar } from '@/components/progress-bar';
import { useConnection } from '../../_hooks/use-connection';
import { strings } from './_strings';
import { isSameDraft, type SimulationDraft } from './simulation-draft';
import { SimulationOutcomeView, summaryOf } from './simulation-outcome';
import { useSimulation } from './use-simulation';

const words = strings.simulation;

export type SimulationPanelProps = {
  draft: SimulationDraft;
  /** Asked before a simulation starts; marks what is wrong with the draft at its place and says whether nothing is. */
  check?: () => boolean;
};

/** What a draft can be expected to do, before anyone takes it. An outcome of an earlier state of the draft says so. */
export function SimulationPanel({ draft, check }: SimulationPanelProps) {
  const { isRunning, progress, result, refused, start, stop } = useSimulation();
  const [blocked, setBlocked] = useState<SimulationDraft | null>(null);
  const press = () => {
    if (isRunning) {
      stop();
      return;
    }
    const isReady = check?.() ?? true;
    setBlocked(isReady ? null : draft);
    if (isReady) start(draft);
  };
  const isEarlier = result !== null && !isSameDraft(result.draft, draft);
  const isBlocked = blocked !== null && isSameDraft(blocked, draft);
  const refusal = refused && isSameDraft(refused.draft, draft) ? refused.sentence : null;
  return (
    <Card title={words.title} description={words.hint}>
      <div className="flex flex-col gap-6">
        <div className="flex flex-wrap items-center gap-4">
          {/* One button for both, so that the keyboard's place is never lost. */}
          <Button
            icon={isRunning ? <Square aria-hidden className="size-4" /> : <Play aria-hidden className="size-4" />}
            onClick={press}
          >
            {isRunning ? words.stop : result ? words.again : words.start}
          </Button>
          <p role="status" className="text-negative">
            {isBlocked && !isRunning && words.blocked}
          </p>
        </div>
        {/* Stays in place while it is empty: what appears in it is announced. */}
        <div role="status" className="-mt-6 *:mt-6">
          {isEarlier && (
            <Notice tone="caution" title={words.earlier}>
              {words.earlierText}
            </Notice>
          )}
          {result && !isRunning && <p className="max-w-measure text-lg">{summaryOf(result.outcome)}</p>}
        </div>
        {isRunning && <Running progress={progress} />}
        {refusal && !isRunning && (
          <Notice tone="negative" live="polite" title={words.refused}>
            {refusal} {words.refusedNext}
          </Notice>
        )}
        {result && <SimulationOutcomeView outcome={result.outcome} limitMs={result.draft.rules.timeLimitMs} />}
      </div>
    </Card>
  );
}

function Running({ progress }: { progress: { played: number; people: number } | null }) {
  const connection = useConnection();
  if (connection === 'signedOut') {
    return (
      <Notice
        tone="caution"
        live="polite"
        title={words.signedOut}
        action={
          <LinkButton href="/sign-in" target="_blank" size="small">
            {strings.signIn}
          </LinkButton>
        }
      >
        {words.signedOutText}
      </Notice>
    );
  }
  const isAway = connection === 'reconnecting' || connection === 'offline';
  return (
    <ProgressBar
      label={words.running}
      value={isAway || !progress ? null : progress.played}
      max={progress?.people ?? 1}
      valueText={isAway ? words.away : progress ? words.progress(progress.played, progress.people) : words.preparing}
    />
  );
}
