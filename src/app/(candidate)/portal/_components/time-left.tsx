'use client';

import { useState } from 'react';
import { Countdown } from '@/components/countdown';

/** The time left of a running session. Both instants are ISO texts of the server's clock. */
export function TimeLeft({ label, deadlineAt, serverNow }: { label: string; deadlineAt: string; serverNow: string }) {
  const [clockOffsetMs] = useState(() => Date.parse(serverNow) - Date.now());
  return <Countdown label={label} deadlineMs={Date.parse(deadlineAt)} clockOffsetMs={clockOffsetMs} />;
}
