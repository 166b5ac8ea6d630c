'use client';

import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { classNames } from './class-names';
import { announcementDue, calmWords, remainingMs, URGENT_MS } from './countdown-clock';
import { durationFigures } from './format-duration';
import { strings } from './strings';
import { useDeviceClock } from './use-device-clock';

export type CountdownProps = {
  /** What the time is for, as in "Total time". */
  label: string;
  /** The end, in epoch milliseconds of the server's clock. */
  deadlineMs: number;
  /** Server time minus this device's time, in milliseconds. */
  clockOffsetMs: number;
  /** The whole length; draws the bar when given. */
  totalMs?: number | undefined;
  /** Speaks at 10, 5, 1 minutes and 30 seconds. One countdown per page should. */
  announces?: boolean;
  /** Takes what would be said, where several countdowns share one voice. */
  onAnnounce?: (text: string) => void;
  /** It stands still: the time it shows is what there will be. */
  isStopped?: boolean;
  /** Called once when the time has run out. The server decides; this is for asking it. */
  onElapsed?: () => void;
};

/** Time left in words, with quiet figures beside them and a thin bar. No alarm colour before the last minute. */
export function Countdown({ label, deadlineMs, clockOffsetMs, totalMs, ...rest }: CountdownProps) {
  const { announces = false, onAnnounce, isStopped = false, onElapsed } = rest;
  const running = useDeviceClock();
  const [stoppedAt, setStoppedAt] = useState<number | null>(null);
  if (isStopped && stoppedAt === null && running !== null) setStoppedAt(running);
  if (!isStopped && stoppedAt !== null) setStoppedAt(null);
  const now = isStopped ? stoppedAt : running;
  const left = now === null ? null : remainingMs(deadlineMs, clockOffsetMs, now);
  const urgent = left !== null && left <= URGENT_MS;
  useOnceElapsed(left, deadlineMs, onElapsed);
  return (
    <div className="min-w-40">
      <div role="timer" aria-live="off" aria-label={label} className="flex flex-wrap items-baseline gap-x-3">
        <span className="text-muted">{label}</span>
        <span className={classNames('font-medium', urgent && 'text-negative')}>
          {left === null ? ' ' : left <= 0 ? strings.countdown.over : strings.countdown.left(calmWords(left))}
        </span>
        <span aria-hidden className="figures text-muted">
          {left === null ? '' : durationFigures(left)}
        </span>
      </div>
      {totalMs !== undefined && totalMs > 0 && (
        <div
          aria-hidden
          className="mt-1 h-1 overflow-hidden rounded-full bg-surface-sunken inset-ring inset-ring-border"
        >
          <div
            className={classNames('h-full rounded-full', urgent ? 'bg-negative' : 'bg-accent')}
            style={{ width: left === null ? '100%' : `${(Math.min(1, left / totalMs) * 100).toFixed(2)}%` }}
          />
        </div>
      )}
      {(announces || onAnnounce) && <Announcement label={label} left={left} onAnnounce={onAnnounce} />}
    </div>
  );
}

/** The polite voice, apart from the timer itself, which would otherwise be read every second. */
type AnnouncementProps = { label: string; left: number | null; onAnnounce: ((text: string) => void) | undefined };

function Announcement({ label, left, onAnnounce }: AnnouncementProps) {
  const [text, setText] = useState('');
  const before = useRef<number | null>(null);
  useEffect(() => {
    if (left === null) return;
    const mark = before.current === null ? null : announcementDue(before.current, left);
    before.current = left;
    if (mark === null) return;
    const said = strings.countdown.announcement(label, calmWords(mark));
    if (onAnnounce) onAnnounce(said);
    else setText(said);
  }, [label, left, onAnnounce]);
  if (onAnnounce) return null;
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {text}
    </p>
  );
}

/** A new deadline (an extension, the next item) arms it again. */
function useOnceElapsed(left: number | null, deadlineMs: number, onElapsed: (() => void) | undefined) {
  const fired = useRef<number | null>(null);
  const fire = useEffectEvent(() => onElapsed?.());
  const isOver = left === 0;
  useEffect(() => {
    if (!isOver || fired.current === deadlineMs) return;
    fired.current = deadlineMs;
    fire();
  }, [isOver, deadlineMs]);
}
