import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '@/server/postgres/embedded';

/**
 * One PostgreSQL for a test run: the server that DATABASE_URL names, else an embedded one in a folder of its own. Each test
 * file makes its own database on it.
 */
export default async function globalDatabase(project: TestProject) {
  if (process.env.DATABASE_URL) {
    project.provide('postgresUrl', process.env.DATABASE_URL);
    return;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'assay-test-'));
  chmodSync(folder, 0o755); // as root the database runs as another user, who must reach it
  const postgres = await startEmbeddedPostgres({ dataDir: folder, report: () => undefined });
  project.provide('postgresUrl', postgres.url);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}
