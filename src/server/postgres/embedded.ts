import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { type PostgresBinaries, postgresBinaries, reachableFolder } from './binaries';

/**
 * PostgreSQL as a child of this process, for a machine that has none: the real server, with fsync on.
 *
 * States: `starting` -> `running` -> (`restarting` -> `running`)* -> `stopped`. It is started once, restarted on the same
 * port whenever it dies without being told to, and stopped by `stop()`. A server that outlived a killed parent is
 * adopted when its data folder, password and process match.
 */
export type EmbeddedPostgres = {
  readonly url: string;
  readonly dataFolder: string;
  readonly pid: () => number;
  stop(): Promise<void>;
};

type Options = { readonly dataDir: string; readonly report: (line: string) => void };

const USER = 'assay';
const DATABASE = 'assay';
/** PostgreSQL refuses to run as root; as root it is started as this user ("nobody"), who needs no account. */
const UNPRIVILEGED_ID = 65_534;
const isRoot = process.getuid?.() === 0;
const identity = isRoot ? { uid: UNPRIVILEGED_ID, gid: UNPRIVILEGED_ID } : {};

export async function startEmbeddedPostgres({ dataDir, report }: Options): Promise<EmbeddedPostgres> {
  mkdirSync(dataDir, { recursive: true });
  const binaries = await postgresBinaries(isRoot, report);
  const home = isRoot ? reachableFolder(dataDir, report) : dataDir;
  const dataFolder = path.join(home, 'postgres');
  const password = readOrCreatePassword(path.join(dataDir, 'postgres-password'));
  if (!existsSync(path.join(dataFolder, 'PG_VERSION'))) initialise(binaries, dataFolder, password, report);

  const adopted = await findSurvivor(dataFolder, password);
  const port = adopted?.port ?? (await freePort());
  let child: ChildProcess | null = adopted ? null : await launch(binaries, dataFolder, port);
  let pid = adopted?.pid ?? child!.pid!;
  if (adopted) report(`PostgreSQL was still running (process ${pid}); using it`);
  let stopping = false;

  const watch = async (): Promise<void> => {
    while (!stopping) {
      await delay(250);
      if (stopping || isAlive(pid)) continue;
      report('PostgreSQL ended unexpectedly; starting it again');
      for (let attempt = 1; !stopping; attempt += 1) {
        try {
          child = await launch(binaries, dataFolder, port);
          pid = child.pid!;
          report('PostgreSQL is back');
          break;
        } catch (error) {
          if (attempt % 20 === 0)
            report(`PostgreSQL does not start: ${error instanceof Error ? error.message : error}`);
          await delay(500); // its orphaned workers may hold the shared memory for a moment
        }
      }
    }
  };
  const watching = watch();

  await ensureDatabase(urlFor(password, port, 'postgres'));
  return {
    url: urlFor(password, port, DATABASE),
    dataFolder,
    pid: () => pid,
    async stop() {
      if (stopping) return;
      stopping = true;
      await watching;
      if (!isAlive(pid)) return;
      process.kill(pid, 'SIGINT'); // fast shutdown: roll back, checkpoint, exit
      for (let waited = 0; isAlive(pid) && waited < 8_000; waited += 50) await delay(50);
    },
  };
}

const urlFor = (password: string, port: number, database: string) =>
  `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`;

function readOrCreatePassword(file: string): string {
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8').trim();
}

function initialise(binaries: PostgresBinaries, dataFolder: string, password: string, report: (line: string) => void) {
  report('Preparing the database folder (once)');
  const passwordFile = `${dataFolder}.initial-password`;
  rmSync(dataFolder, { recursive: true, force: true }); // what an interrupted initialisation left
  mkdirSync(dataFolder, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (isRoot) for (const owned of [dataFolder, passwordFile]) chownSync(owned, UNPRIVILEGED_ID, UNPRIVILEGED_ID);
  try {
    const args = ['-D', dataFolder, '-U', USER, '--pwfile', passwordFile, '-A', 'scram-sha-256', '-E', 'UTF8'];
    const result = spawnSync(binaries.initdb, [...args, '--locale=C', '--no-instructions'], {
      ...identity,
      cwd: '/',
      encoding: 'utf8',
    });
    if (result.status !== 0) {
      rmSync(dataFolder, { recursive: true, force: true });
      throw new Error(
        `The database folder ${dataFolder} could not be prepared: ${result.error?.message ?? result.stderr}`,
      );
    }
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function launch(binaries: PostgresBinaries, dataFolder: string, port: number): Promise<ChildProcess> {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=60',
    'shared_buffers=128MB',
  ];
  const args = ['-D', dataFolder, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  return new Promise((resolve, reject) => {
    // Its own process group: Ctrl-C reaches us alone, and we stop it after the last write.
    const child = spawn(binaries.postgres, args, {
      ...identity,
      cwd: '/',
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let output = '';
    const onExit = (code: number | null) =>
      reject(new Error(`PostgreSQL ended with code ${code}: ${output.slice(-400)}`));
    child.once('error', reject);
    child.once('exit', onExit);
    child.stderr!.setEncoding('utf8').on('data', (chunk: string) => {
      output = (output + chunk).slice(-2_000);
      if (!chunk.includes('ready to accept connections')) return;
      child.off('exit', onExit);
      resolve(child);
    });
    child.unref();
  });
}

/** A server that still runs on our folder, from a parent that was killed. */
async function findSurvivor(dataFolder: string, password: string): Promise<{ pid: number; port: number } | null> {
  const file = path.join(dataFolder, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!pid || !isAlive(pid)) return null;
  for (let attempt = 0; attempt < 20; attempt += 1) {
    try {
      const client = new pg.Client({
        connectionString: urlFor(password, port, 'postgres'),
        connectionTimeoutMillis: 2_000,
      });
      await client.connect();
      const folder = await client.query<{ data_directory: string }>('show data_directory');
      await client.end();
      if (folder.rows[0]?.data_directory === dataFolder) return { pid, port };
      break;
    } catch {
      await delay(250); // shutting down or starting up
      if (!isAlive(pid)) return null;
    }
  }
  // The number was given to another program since: the file is only a leftover.
  rmSync(file, { force: true });
  return null;
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A child that ended and was not waited for yet still has a number; its state tells.
    const status = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
    return !/\) Z /.test(status);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
