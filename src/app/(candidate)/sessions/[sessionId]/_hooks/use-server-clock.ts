import { useCallback, useEffect, useRef, useState } from 'react';
import { api } from '@/trpc/react';

/** A reading is off by at most half its round trip; a better one replaces it, and so does any after the device slept. */
type Reading = { offsetMs: number; roundTripMs: number };

export type ServerClock = {
  /** Server time minus this device's, in milliseconds. */
  readonly offsetMs: number;
  /** Takes a reading from a reply: the server's ISO instant and when, on this device, the request was sent. */
  readonly read: (serverNow: string, sentAtMs: number) => void;
};

/** Keeps the countdown on the server's clock, whatever the device's says. */
export function useServerClock(renderedAt: string): ServerClock {
  const { client } = api.useUtils();
  const best = useRef<Reading | null>(null);
  const [offsetMs, setOffsetMs] = useState(() => Date.parse(renderedAt) - Date.now());

  const read = useCallback((serverNow: string, sentAtMs: number) => {
    const receivedAtMs = Date.now();
    const roundTripMs = Math.max(0, receivedAtMs - sentAtMs);
    if (best.current && best.current.roundTripMs <= roundTripMs) return;
    best.current = { offsetMs: Date.parse(serverNow) + roundTripMs / 2 - receivedAtMs, roundTripMs };
    setOffsetMs(best.current.offsetMs);
  }, []);

  useEffect(() => {
    const measure = async () => {
      if (document.visibilityState === 'hidden') return;
      best.current = null;
      const sentAtMs = Date.now();
      const reading = await client.system.clock.query().catch(() => null);
      if (reading) read(reading.serverNow, sentAtMs);
    };
    void measure();
    document.addEventListener('visibilitychange', measure);
    return () => document.removeEventListener('visibilitychange', measure);
  }, [client, read]);

  return { offsetMs, read };
}
