import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { freePort, isAlive } from '@/server/postgres/embedded';

const root = path.resolve(import.meta.dirname, '../..');
/** The pinned Node itself, not a wrapper: signals and /proc figures must be the server's own. */
const node = path.join(root, 'node_modules/.bin/node');

const LONGEST_END_MS = 12_000;

export const AUTH_SECRET = 'a secret for scripted clients, long enough';

/** The server as `npm run build` bundles it, but without its pages; delete the file when done. */
export async function bundleServer(): Promise<string> {
  const name = `server-without-pages-${process.pid}`;
  await build({
    absWorkingDir: root,
    entryPoints: { [name]: 'server.ts', 'run-worker': 'src/server/evaluation/run-worker.ts' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    alias: { '@': './src', next: './test/support/no-pages.ts' },
    sourcemap: true,
    outdir: 'dist',
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
  });
  cpSync(path.join(root, 'src/server/export/fonts'), path.join(root, 'dist/fonts'), { recursive: true });
  return path.join(root, `dist/${name}.mjs`);
}

export function removeBundle(bundle: string): void {
  for (const file of [bundle, `${bundle}.map`]) rmSync(file, { force: true });
}

type Options = {
  readonly bundle: string;
  readonly env?: Record<string, string>;
  readonly nodeArgs?: readonly string[];
  /** Characters of what it writes that are kept, the last ones. */
  readonly keptOutput?: number;
};
export type ServerProcess = Awaited<ReturnType<typeof prepareServer>>;

/**
 * The bundled server as a process of its own, with embedded PostgreSQL in a folder of its own. `start` may be called again
 * after the process ended: same port, same data.
 */
export async function prepareServer({ bundle, env = {}, nodeArgs = [], keptOutput = 100_000 }: Options) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'assay-server-'));
  chmodSync(dataDir, 0o755); // as root, PostgreSQL runs as another user
  const port = await freePort();
  let child: ChildProcess | null = null;
  let output = '';

  const postmaster = (): { pid: number; port: number } | null => {
    const file = path.join(dataDir, 'postgres/postmaster.pid');
    if (!existsSync(file)) return null;
    const lines = readFileSync(file, 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  };
  const endAll = () => {
    child?.kill('SIGKILL');
    const database = postmaster();
    if (database && isAlive(database.pid)) process.kill(database.pid, 'SIGKILL');
  };
  process.once('exit', endAll);

  return {
    origin: `http://127.0.0.1:${port}`,
    dataDir,
    postmaster,
    pid: () => child?.pid ?? 0,
    output: () => output,
    databaseUrl() {
      const password = readFileSync(path.join(dataDir, 'postgres-password'), 'utf8').trim();
      return `postgresql://assay:${password}@127.0.0.1:${postmaster()!.port}/assay`;
    },

    /** Resolves once it says that it is ready; rejects with its output when it ends before. */
    start(): Promise<void> {
      const started = spawn(node, [...nodeArgs, '--enable-source-maps', bundle], {
        cwd: root,
        env: {
          PATH: process.env.PATH,
          NODE_ENV: 'production',
          HOST: '127.0.0.1',
          PORT: String(port),
          DATA_DIR: dataDir,
          AUTH_SECRET,
          LOG_LEVEL: 'warn',
          SEED_DEMO: 'false',
          ...env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      return new Promise((resolve, reject) => {
        const read = (chunk: Buffer) => {
          output = (output + chunk).slice(-keptOutput);
          if (output.includes('Assay is ready')) resolve();
        };
        output = '';
        started.stdout.on('data', read);
        started.stderr.on('data', read);
        started.once('error', reject);
        started.once('exit', (code) => reject(new Error(`The server ended with code ${code}:\n${output}`)));
      });
    },

    /** Sends a signal; resolves with what the process ended with. */
    end(signal: NodeJS.Signals): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
      const ending = child!;
      if (ending.exitCode !== null || ending.signalCode !== null)
        return Promise.resolve({ code: ending.exitCode, signal: ending.signalCode });
      return new Promise((resolve) => {
        ending.once('exit', (code, by) => resolve({ code, signal: by }));
        ending.kill(signal);
      });
    },

    /** Ends everything that runs on the folder, then the folder. A server that hangs is killed. */
    async dispose(): Promise<void> {
      const overdue = setTimeout(endAll, LONGEST_END_MS);
      if (child) await this.end('SIGTERM');
      clearTimeout(overdue);
      endAll();
      process.off('exit', endAll);
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}
