import type { Logger } from '@/server/logger';
import type { Metrics } from '@/server/metrics';
import type { Login } from '@/server/policy';
import type { SocketConnection } from '@/server/realtime/socket-connection';
import type { Services } from '@/server/services/services';

/**
 * What every procedure receives. Over HTTP it is made for each request; over a socket once for the connection, whose
 * login is watched and which is closed when that login ends.
 */
export type Context = {
  readonly requestId: string;
  readonly login: Login | null;
  /** The network address the call came from, which limits for the unknown count by. */
  readonly address: string;
  /** The socket a call came over; null over HTTP. */
  readonly connection: SocketConnection | null;
  readonly services: Services;
  readonly metrics: Metrics;
  readonly log: Logger;
};
