'use client';

import { calmWords, remainingMs } from '@/components/countdown-clock';
import { durationFigures } from '@/components/format-duration';
import { useDeviceClock } from '@/components/use-device-clock';
import { strings } from '../_strings';

export type RemainingTimeProps = { deadlineAt: string; clockOffsetMs: number };

/** Time left of someone else's session: words for reading, figures for watching, no alarm. */
export function RemainingTime({ deadlineAt, clockOffsetMs }: RemainingTimeProps) {
  const now = useDeviceClock();
  if (now === null) return <span className="text-muted">{strings.time.unknown}</span>;
  const left = remainingMs(Date.parse(deadlineAt), clockOffsetMs, now);
  if (left <= 0) return <span>{strings.time.over}</span>;
  return (
    <span className="whitespace-nowrap">
      {calmWords(left)}{' '}
      <span aria-hidden className="figures text-muted">
        {durationFigures(left)}
      </span>
    </span>
  );
}
