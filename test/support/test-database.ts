import path from 'node:path';
import pg from 'pg';
import { prepareJobs } from '@/server/jobs/worker';
import { migrate } from '@/server/postgres/migrate';

export const MIGRATIONS = path.resolve(import.meta.dirname, '../../prisma/migrations');

async function administer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A new, migrated database on the server, and the way to drop it. */
export async function createTestDatabase(serverUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `assay_test_${crypto.randomUUID().replaceAll('-', '')}`;
  await administer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await prepareJobs(url.href);
  await migrate(url.href, MIGRATIONS);
  return { url: url.href, drop: () => administer(serverUrl, `drop database if exists ${name} with (force)`) };
}
