import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { isTransient } from '@/server/db';

const RETRY_MS = 250;
const LONGEST_WAIT_MS = 60_000;

/**
 * Connections for graphile-worker, which reports the end of a job without waiting for the report: one that fails because
 * the database is away would end the process as an unhandled rejection. So a connection is waited for, up to a minute, and
 * a statement that lost its connection fails with a code the worker itself tries again.
 */
export class PatientPool extends pg.Pool {
  private readonly patient = new WeakSet<pg.PoolClient>();

  constructor(
    config: pg.PoolConfig,
    private readonly stopping: AbortSignal,
  ) {
    super(config);
  }

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Parameters<pg.Pool['connect']>[0]): void;
  override connect(callback?: Parameters<pg.Pool['connect']>[0]): Promise<pg.PoolClient> | undefined {
    if (!callback) return this.connectWhenBack();
    super.connect(callback);
    return undefined;
  }

  private async connectWhenBack(): Promise<pg.PoolClient> {
    const giveUpAt = performance.now() + LONGEST_WAIT_MS;
    for (;;) {
      try {
        return this.madePatient(await super.connect());
      } catch (error) {
        if (!isTransient(error) || this.stopping.aborted || performance.now() > giveUpAt) throw error;
        await delay(RETRY_MS);
      }
    }
  }

  private madePatient(client: pg.PoolClient): pg.PoolClient {
    if (this.patient.has(client)) return client;
    this.patient.add(client);
    const query = client.query.bind(client) as (...args: unknown[]) => unknown;
    client.query = ((...args: unknown[]) => {
      const result = query(...args);
      return result instanceof Promise ? result.catch(rethrowRetryable) : result;
    }) as typeof client.query;
    return client;
  }
}

function rethrowRetryable(error: unknown): never {
  if (!isTransient(error)) throw error;
  throw Object.assign(new Error((error as Error).message, { cause: error }), { code: 'ETIMEDOUT' });
}
