'use client';

import { useSyncExternalStore } from 'react';
import type { Connection } from '@/components/connection-sign';
import { connectionStore } from '@/trpc/react';

const server = () => 'idle' as const;

/** This page's own line to the server. `signedOut`: nothing will come any more until someone signs in. */
export function useConnection(): Connection | 'signedOut' {
  const status = useSyncExternalStore(connectionStore.subscribe, connectionStore.get, server);
  return status === 'idle' ? 'connecting' : status;
}
