'use client';

import { useSyncExternalStore } from 'react';
import type { Connection } from '@/components/connection-sign';
import type { ConnectionStatus } from '@/trpc/connection-store';
import { connectionStore } from '@/trpc/react';

const SIGN = {
  idle: 'connecting',
  live: 'live',
  reconnecting: 'reconnecting',
  offline: 'offline',
  signedOut: 'offline',
} as const satisfies Record<ConnectionStatus, Connection>;

/** The tab's socket as its sign shows it, and whether the login behind it was ended. */
export function useConnection(): { connection: Connection; isSignedOut: boolean } {
  const status = useSyncExternalStore(connectionStore.subscribe, connectionStore.get, () => 'idle' as const);
  return { connection: SIGN[status], isSignedOut: status === 'signedOut' };
}
