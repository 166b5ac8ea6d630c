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

type TestDatabase = { url: string; drop(): Promise<void> };

/** A new database on the server with nothing in it, and the way to drop it. */
export async function createEmptyDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = `assay_test_${crypto.randomUUID().replaceAll('-', '')}`;
  await administer(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => administer(serverUrl, `drop database if exists ${name} with (force)`) };
}

/** A new, migrated database on the server, and the way to drop it. */
export async function createTestDatabase(serverUrl: string): Promise<TestDatabase> {
  const database = await createEmptyDatabase(serverUrl);
  await prepareJobs(database.url);
  await migrate(database.url, MIGRATIONS);
  return database;
}
