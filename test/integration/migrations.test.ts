import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { prepareJobs } from '@/server/jobs/worker';
import { migrate } from '@/server/postgres/migrate';
import { createEmptyDatabase, MIGRATIONS } from '~test/support/test-database';

const ROOT = path.resolve(import.meta.dirname, '../..');

let database: Awaited<ReturnType<typeof createEmptyDatabase>>;
let folder: string;

beforeEach(async () => {
  database = await createEmptyDatabase(inject('postgresUrl'));
  folder = mkdtempSync(path.join(tmpdir(), 'assay-migrations-'));
});
afterEach(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const query = async (text: string) => {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
};
const aMigration = (name: string, sql: string) => {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
};
const booked = () =>
  query(
    'select migration_name as name, finished_at is not null as done from _prisma_migrations order by migration_name',
  );

test('what the schema says is what the migrations made: no drift', async () => {
  await prepareJobs(database.url);
  await migrate(database.url, MIGRATIONS);
  const schema = ['--from-config-datasource', '--to-schema', 'prisma/schema.prisma', '--exit-code'];
  expect(await prisma('migrate', 'diff', ...schema)).toMatchObject({
    code: 0,
    output: expect.stringContaining('No difference detected'),
  });
  await query('alter table session add column drifted int');
  const drifted = await prisma('migrate', 'diff', ...schema);
  expect(drifted).toMatchObject({ code: 2, output: expect.stringContaining('drifted') });
});

test('Prisma accepts what our runner has booked', async () => {
  await prepareJobs(database.url);
  await migrate(database.url, MIGRATIONS);
  const { code, output } = await prisma('migrate', 'status');
  expect(output).toContain('Database schema is up to date');
  expect(code).toBe(0);
});

test('are applied once, in order, however often and by however many at once', async () => {
  aMigration('2_second', 'insert into t values (2);');
  aMigration('1_first', 'create table t (n int); insert into t values (1);');
  writeFileSync(path.join(folder, 'migration_lock.toml'), '');
  const applied = await Promise.all(Array.from({ length: 4 }, () => migrate(database.url, folder)));
  expect(applied.flat()).toEqual(['1_first', '2_second']);
  expect(await migrate(database.url, folder)).toEqual([]);
  expect(await query('select n from t order by n')).toEqual([{ n: 1 }, { n: 2 }]);
  aMigration('3_third', 'insert into t values (3);');
  expect(await migrate(database.url, folder)).toEqual(['3_third']);
});

test('that were edited after they had been applied are refused, and nothing new is applied', async () => {
  aMigration('1_first', 'create table t (n int);');
  await migrate(database.url, folder);
  aMigration('1_first', 'create table t (n bigint);');
  aMigration('2_second', 'create table u (n int);');
  await expect(migrate(database.url, folder)).rejects.toThrow(/1_first was edited after it had been applied/);
  expect(await booked()).toEqual([{ name: '1_first', done: true }]);
});

test('that fail are rolled back whole, named, and can be applied once mended', async () => {
  aMigration('1_first', 'create table t (n int);');
  aMigration('2_second', 'insert into t values (1); insert into nowhere values (1);');
  await expect(migrate(database.url, folder)).rejects.toThrow(/2_second failed: .*nowhere/);
  expect(await query('select * from t')).toEqual([]);
  expect(await booked()).toEqual([{ name: '1_first', done: true }]);
  aMigration('2_second', 'insert into t values (1);');
  expect(await migrate(database.url, folder)).toEqual(['2_second']);
});

test('are found in a copy of the folder too: a checkout may lie anywhere', async () => {
  cpSync(MIGRATIONS, folder, { recursive: true });
  await prepareJobs(database.url);
  expect((await migrate(database.url, MIGRATIONS)).length).toBeGreaterThan(0);
  expect(await migrate(database.url, folder)).toEqual([]);
});

/** Prisma's command line on this test's database. */
function prisma(...args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(ROOT, 'node_modules/prisma/build/index.js'), ...args], {
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL: database.url, CHECKPOINT_DISABLE: '1', NO_COLOR: '1' },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk;
      });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output }));
  });
}
