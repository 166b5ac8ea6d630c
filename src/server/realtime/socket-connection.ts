import type { WebSocket } from 'ws';
import { DomainError } from '@/core/errors';
import { drained } from './drained';

/** One authenticated socket, as procedures see it. */
export type SocketConnection = {
  readonly id: string;
  /** Waits until the socket has room; ends a client that stopped reading. */
  drained(signal?: AbortSignal): Promise<void>;
  /**
   * Books one subscription; call the returned function when it ends.
   * @throws DomainError `too_many_requests` above the cap.
   */
  openSubscription(): () => void;
};

export function createSocketConnection(id: string, socket: WebSocket, maxSubscriptions: number): SocketConnection {
  let open = 0;
  return {
    id,
    drained: (signal) => drained(socket, signal),
    openSubscription() {
      if (open >= maxSubscriptions) {
        throw new DomainError(
          'too_many_requests',
          `At most ${maxSubscriptions} subscriptions are open on one connection.`,
        );
      }
      open += 1;
      let closed = false;
      return () => {
        if (!closed) open -= 1;
        closed = true;
      };
    },
  };
}
