import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/prisma/client';
import type { Logger } from './logger';

/** Prisma for everything but the hot paths; `pool` for those, with named statements. */
export type Database = {
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  readonly url: string;
  /** SQL statements sent through `pool` since the start; tests and benchmarks count with it. */
  readonly statements: () => number;
  close(): Promise<void>;
};

export function openDatabase(url: string, poolSize: number, log: Logger): Database {
  const pool = new pg.Pool({ connectionString: url, max: poolSize, connectionTimeoutMillis: 10_000, keepAlive: true });
  // An idle connection that breaks (the server was restarted) is replaced by the pool; it must not end the process.
  pool.on('error', (error) => log.warn({ err: error.message }, 'database connection lost'));
  let statements = 0;
  const query = pool.query.bind(pool);
  pool.query = ((...args: Parameters<typeof query>) => {
    statements += 1;
    return query(...args);
  }) as typeof pool.query;
  const prisma = new PrismaClient({
    adapter: new PrismaPg(
      { connectionString: url, max: Math.max(2, Math.ceil(poolSize / 2)) },
      { onPoolError: (error) => log.warn({ err: error.message }, 'database connection lost') },
    ),
  });
  return {
    prisma,
    pool,
    url,
    statements: () => statements,
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

/** SQLSTATE classes and socket errors after which the same statement may be sent again once the database is back. */
const TRANSIENT = new Set([
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '40001',
  '40P01',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
]);

/** What Prisma's adapter says instead of a code when the connection itself failed. */
const TRANSIENT_KINDS = new Set(['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections']);

type Failure = Error & {
  readonly code?: string;
  readonly meta?: { readonly driverAdapterError?: { readonly cause?: { kind?: string; originalCode?: string } } };
};

/** True when the database is away or asks for a repeat, as against a statement that is wrong. Knows both `pg` and Prisma. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, meta, message } = error as Failure;
  const adapter = meta?.driverAdapterError?.cause;
  if (adapter?.kind && TRANSIENT_KINDS.has(adapter.kind)) return true;
  const isPassing = (state: string | undefined) => state && (TRANSIENT.has(state) || state.startsWith('08'));
  if (isPassing(code) || isPassing(adapter?.originalCode)) return true;
  return /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|Can't reach database server/i.test(
    message,
  );
}
