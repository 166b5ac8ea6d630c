import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type EmbeddedPostgres, isAlive, startEmbeddedPostgres } from '@/server/postgres/embedded';

let folder: string;
let started: EmbeddedPostgres[];
let reported: string[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'assay-embedded-'));
  chmodSync(folder, 0o755); // as root another user runs the server: a closed folder would be stood in for elsewhere
  started = [];
  reported = [];
});
afterEach(async () => {
  for (const postgres of started) await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir: folder, report: (line) => reported.push(line) });
  started.push(postgres);
  return postgres;
}

async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
const answers = (url: string) =>
  ask(url, 'select 1 as one').then(
    () => true,
    () => false,
  );

test('prepares its folder once, keeps what is written, and stops when told to', async () => {
  const first = await start();
  expect(reported.filter((line) => /Preparing the database folder/.test(line))).toHaveLength(1);
  await ask(first.url, 'create table kept (n int)');
  await ask(first.url, 'insert into kept values (42)');
  await first.stop();
  await first.stop(); // safe to call twice
  expect(isAlive(first.pid())).toBe(false);
  reported.length = 0;
  const second = await start();
  expect(reported).toEqual([]);
  expect(await ask(second.url, 'select n from kept')).toEqual([{ n: 42 }]);
});

test('keeps fsync on, listens to this machine only, and its password is in a file for its owner alone', async () => {
  const { url, dataFolder } = await start();
  expect(await ask(url, 'show fsync')).toEqual([{ fsync: 'on' }]);
  expect(await ask(url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
  const file = path.join(folder, 'postgres-password');
  expect(statSync(file).mode & 0o077).toBe(0);
  const wrong = new URL(url);
  wrong.password = 'wrong';
  expect(await answers(wrong.href)).toBe(false);
  expect(existsSync(`${dataFolder}.initial-password`)).toBe(false);
  expect(readFileSync(file, 'utf8').trim().length).toBeGreaterThanOrEqual(24);
});

test('is started again on the same address when it is killed, with every committed row', async () => {
  const postgres = await start();
  const { url } = postgres;
  await ask(url, 'create table kept (n int)');
  await ask(url, 'insert into kept values (1)');
  const before = postgres.pid();
  process.kill(before, 'SIGKILL');
  await expect.poll(() => postgres.pid() !== before && answers(url), { timeout: 30_000, interval: 100 }).toBe(true);
  expect(postgres.url).toBe(url);
  expect(await ask(url, 'select n from kept')).toEqual([{ n: 1 }]);
  expect(reported.join()).toMatch(/ended unexpectedly.*is back/);
});

test('adopts a server that outlived its parent, and stops it in the end', async () => {
  const first = await start();
  // A parent that was killed leaves its server running and never calls stop().
  const second = await start();
  expect(second.pid()).toBe(first.pid());
  expect(second.url).toBe(first.url);
  expect(reported.join()).toMatch(/was still running/);
  await second.stop();
  expect(isAlive(second.pid())).toBe(false);
  started = [first];
});

test('is not fooled by a leftover of a process that is gone', async () => {
  const first = await start();
  await first.stop();
  // What a machine that lost its power leaves behind: the file of a process whose number another program has now.
  const file = path.join(first.dataFolder, 'postmaster.pid');
  writeFileSync(file, `${process.pid}\n${first.dataFolder}\n0\n1\n\n127.0.0.1\n`);
  if (process.getuid?.() === 0) chownSync(file, 65_534, 65_534);
  const second = await start();
  expect(second.pid()).not.toBe(process.pid);
  expect(await answers(second.url)).toBe(true);
});
