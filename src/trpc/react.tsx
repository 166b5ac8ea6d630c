'use client';

import { QueryClientProvider } from '@tanstack/react-query';
import { createWSClient, httpBatchLink, splitLink, type TRPCLink, wsLink } from '@trpc/client';
import { createTRPCReact } from '@trpc/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { AppRouter } from '@/server/api/root';
import { createConnectionStore } from './connection-store';
import { createQueryClient } from './query-client';

export const api = createTRPCReact<AppRouter>();

/** One store a tab: whether its socket is up, for the connection sign and for what must wait. */
export const connectionStore = createConnectionStore();

const LOGIN_CLOSED = 4001;
const LONGEST_DELAY_MS = 10_000;

/** Growing and jittered, so that a restarted server is not met by everyone at once. */
function retryDelayMs(attempt: number): number {
  const ceiling = Math.min(LONGEST_DELAY_MS, 250 * 2 ** Math.min(attempt, 10));
  return ceiling / 2 + Math.random() * (ceiling / 2);
}

function socketUrl(): string {
  return `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/api/trpc`;
}

/**
 * Subscriptions, and commands marked `socket`, go over one lazily opened socket that reconnects by itself; everything
 * else by HTTP. Values are plain JSON: instants are ISO texts.
 */
function createClient() {
  const { set } = connectionStore;
  const socket =
    typeof window === 'undefined'
      ? null
      : createWSClient({
          url: socketUrl,
          lazy: { enabled: true, closeMs: 10_000 },
          keepAlive: { enabled: true, intervalMs: 15_000, pongTimeoutMs: 5_000 },
          retryDelayMs,
          onOpen: () => set('live'),
          onClose: (cause) => set(cause?.code === LOGIN_CLOSED ? 'signedOut' : 'reconnecting'),
          onError: () => set('reconnecting'),
        });
  const http = httpBatchLink({ url: '/api/trpc' });
  const link: TRPCLink<AppRouter> = socket
    ? splitLink({
        condition: (operation) => operation.type === 'subscription' || operation.context.socket === true,
        true: wsLink({ client: socket }),
        false: http,
      })
    : http;
  return { client: api.createClient({ links: [link] }), socket };
}

/** Gives the components below it the API. One for the whole application, in the root layout. */
export function ApiProvider({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  const [{ client, socket }] = useState(createClient);
  useEffect(() => connectionStore.followBrowser(() => socket?.connection?.ws?.close()), [socket]);
  return (
    <api.Provider client={client} queryClient={queryClient}>
      <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
    </api.Provider>
  );
}
