'use client';

import { useSyncExternalStore } from 'react';
import { formatClock, formatDay, formatInstant } from './format-date';

const FORMATS = { full: formatInstant, day: formatDay, clock: formatClock } as const;
const never = () => () => {};

export type InstantProps = {
  value: Date;
  /** `full` has date, time and zone; `clock` is for logs that name day and zone above. */
  format?: keyof typeof FORMATS;
  /** IANA name; by default the reader's own zone (UTC until the page is live). */
  timeZone?: string;
};

/** A moment in the reader's own zone, the same in the server's HTML and at hydration. */
export function Instant({ value, format = 'full', timeZone }: InstantProps) {
  const isLive = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <time dateTime={value.toISOString()} className="figures">
      {FORMATS[format](value, timeZone ?? (isLive ? undefined : 'UTC'))}
    </time>
  );
}
