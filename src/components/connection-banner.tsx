'use client';

import { type ReactNode, useEffect, useState } from 'react';
import type { Connection } from './connection-sign';
import { Notice } from './notice';
import { strings } from './strings';

const GRACE_MS = 1500;
const RESTORED_MS = 5000;

export type ConnectionBannerProps = {
  state: Connection;
  /** What the page promises meanwhile, as in "Your answers are safe, your time is counted as agreed." */
  children: ReactNode;
  restored?: string;
};

/**
 * Appears when the connection has been away for longer than a blink, stays while it is, says once that it is back, and goes.
 * The live region is there all the time, so that both are announced.
 */
export function ConnectionBanner({ state, children, restored = strings.connection.restored }: ConnectionBannerProps) {
  const [shown, setShown] = useState<'nothing' | 'lost' | 'restored'>('nothing');
  const isAway = state === 'reconnecting' || state === 'offline';
  useEffect(() => {
    if (isAway) {
      const timer = setTimeout(() => setShown('lost'), GRACE_MS);
      return () => clearTimeout(timer);
    }
    if (state !== 'live') return;
    setShown((before) => (before === 'lost' ? 'restored' : 'nothing'));
    const timer = setTimeout(() => setShown('nothing'), RESTORED_MS);
    return () => clearTimeout(timer);
  }, [isAway, state]);
  return (
    <div role="status" aria-live="polite">
      {shown === 'lost' && (
        <Notice
          tone="caution"
          title={state === 'offline' ? strings.connection.offline : strings.connection.reconnecting}
        >
          {children}
        </Notice>
      )}
      {shown === 'restored' && <Notice tone="positive">{restored}</Notice>}
    </div>
  );
}
