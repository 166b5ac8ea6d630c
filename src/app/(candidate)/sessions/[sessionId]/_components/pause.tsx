import { Pause } from 'lucide-react';
import { useState } from 'react';
import { AlertDialog } from '@/components/alert-dialog';
import { Button } from '@/components/button';
import { Card } from '@/components/card';
import { Countdown } from '@/components/countdown';
import { durationWords } from '@/components/format-duration';
import { Notice } from '@/components/notice';
import type { CandidateView } from '@/core/assessment/candidate-view';
import type { Conduct } from '../_hooks/use-conduct';
import { strings } from '../_strings';

const words = strings.pause;

/** Asks before: what is open will not come back. */
export function PauseButton({ view, conduct }: { view: CandidateView; conduct: Conduct }) {
  const [isOpen, setIsOpen] = useState(false);
  const left = view.conduct.maxPauses - view.pausesTaken;
  if (left <= 0) return null;
  return (
    <AlertDialog
      open={isOpen}
      onOpenChange={setIsOpen}
      trigger={
        <Button variant="quiet" icon={<Pause aria-hidden className="size-4" />}>
          {words.open}
        </Button>
      }
      title={words.title}
      description={words.text(durationWords(view.conduct.maxPauseMs), left)}
      confirmLabel={words.confirm}
      cancelLabel={words.cancel}
      busy={conduct.isBusy}
      busyLabel={words.busy}
      onConfirm={conduct.pause}
    />
  );
}

type PausedProps = { view: CandidateView; clockOffsetMs: number; conduct: Conduct; isClosed: boolean };

/** In the place of the item, which nobody sees while it rests. */
export function Paused({ view, clockOffsetMs, conduct, isClosed }: PausedProps) {
  const { pause } = view;
  if (!pause) return null;
  const isLapsed = pause.reason === 'lapsed';
  return (
    <Card title={isLapsed ? words.lapsedTitle : words.pausedTitle}>
      <div className="flex flex-col gap-4">
        <p className="max-w-measure">{isLapsed ? words.lapsedText : words.pausedText}</p>
        {pause.stopsUntil && (
          <Countdown label={words.left} deadlineMs={Date.parse(pause.stopsUntil)} clockOffsetMs={clockOffsetMs} />
        )}
        <Button
          variant="primary"
          className="self-start"
          disabled={isClosed}
          busy={conduct.isBusy}
          busyLabel={words.resuming}
          onClick={conduct.resume}
        >
          {words.resume}
        </Button>
        {conduct.hasFailed && (
          <Notice tone="negative" live="polite">
            {strings.commandFailed}
          </Notice>
        )}
      </div>
    </Card>
  );
}
