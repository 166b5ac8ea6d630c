import { useState } from 'react';
import { ConnectionBanner } from '@/components/connection-banner';
import { type Connection, ConnectionSign } from '@/components/connection-sign';
import { Countdown } from '@/components/countdown';
import { durationWords } from '@/components/format-duration';
import { ProgressBar } from '@/components/progress-bar';
import type { CandidateView } from '@/core/assessment/candidate-view';
import { strings } from '../_strings';

type AssessmentBarProps = {
  title: string;
  view: CandidateView;
  clockOffsetMs: number;
  connection: Connection;
  onTimeOver: () => void;
  /** End of the open item's own time, if it has one. */
  itemDeadlineAt: string | null;
  onItemTimeOver: () => void;
};

/** What it is, how long, how far, and whether the line stands: always in sight, never in the way. */
export function AssessmentBar({ title, view, clockOffsetMs, connection, ...rest }: AssessmentBarProps) {
  const { onTimeOver, itemDeadlineAt, onItemTimeOver } = rest;
  const [spoken, setSpoken] = useState('');
  const isRunning = view.status === 'inProgress' && view.deadlineAt !== null;
  return (
    <div className={isRunning ? 'sticky top-0 z-10 border-b bg-surface' : 'bg-surface'}>
      <div className="mx-auto flex w-full max-w-3xl flex-col gap-2 px-4 py-3 sm:px-8">
        <div className="flex flex-wrap items-baseline justify-between gap-x-6">
          <h1 className={isRunning ? 'min-w-0 flex-1 truncate font-semibold text-lg' : 'pt-5 font-semibold text-3xl'}>
            {title}
          </h1>
          {isRunning && <ConnectionSign state={connection} />}
        </div>
        {isRunning && (
          <div className="grid gap-x-8 gap-y-2 sm:grid-cols-2">
            <Countdown
              label={strings.time}
              deadlineMs={Date.parse(view.deadlineAt!)}
              clockOffsetMs={clockOffsetMs}
              totalMs={view.timeLimitMs}
              isStopped={view.pause?.stopsUntil != null}
              onAnnounce={setSpoken}
              onElapsed={onTimeOver}
            />
            {itemDeadlineAt && (
              <Countdown
                label={strings.itemTime}
                deadlineMs={Date.parse(itemDeadlineAt)}
                clockOffsetMs={clockOffsetMs}
                totalMs={view.conduct.itemTimeLimitMs ?? undefined}
                onAnnounce={setSpoken}
                onElapsed={onItemTimeOver}
              />
            )}
            <div>
              <div aria-hidden className="mb-1 flex flex-wrap items-baseline gap-x-3">
                <span className="text-muted">{strings.progressLabel}</span>
                <span className="figures font-medium">{strings.progress(view.answered, view.plannedItems)}</span>
              </div>
              <ProgressBar
                label={strings.progressLabel}
                hideLabel
                value={view.answered}
                max={view.plannedItems}
                valueText={strings.progress(view.answered, view.plannedItems)}
              />
            </div>
          </div>
        )}
        {isRunning && (
          <p role="status" aria-live="polite" className="sr-only">
            {spoken}
          </p>
        )}
        {isRunning && (
          <p role="status" className="text-muted empty:hidden">
            {view.creditedMs > 0 && strings.credited(durationWords(Math.round(view.creditedMs / 1_000) * 1_000))}
          </p>
        )}
        {isRunning && (
          <ConnectionBanner state={connection} restored={strings.restored}>
            {strings.reconnecting}
          </ConnectionBanner>
        )}
      </div>
    </div>
  );
}
