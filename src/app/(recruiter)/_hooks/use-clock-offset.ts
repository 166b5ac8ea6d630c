'use client';

import { useEffect, useState } from 'react';
import { api } from '@/trpc/react';

/** Server time minus this device's time, in milliseconds, from one question; 0 until it is answered. */
export function useClockOffset(): number {
  const { client } = api.useUtils();
  const [offsetMs, setOffsetMs] = useState(0);
  useEffect(() => {
    let isWanted = true;
    const asked = Date.now();
    client.system.clock.query().then(
      ({ serverNow }) => {
        if (isWanted) setOffsetMs(Date.parse(serverNow) - (asked + Date.now()) / 2);
      },
      () => undefined, // the device's own clock is the best guess that is left
    );
    return () => {
      isWanted = false;
    };
  }, [client]);
  return offsetMs;
}
