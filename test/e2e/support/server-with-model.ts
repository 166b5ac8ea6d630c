import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Behaviour, startOpenAiDouble } from '../../support/openai-double';

const root = path.resolve(import.meta.dirname, '../../..');
const START_MS = 180_000;

/** The production build once more, as a process of its own with a folder of its own, whose model behaves as told. */
export async function startServerWithModel(...behaviours: [Behaviour, ...Behaviour[]]) {
  const double = await startOpenAiDouble(...behaviours);
  const dataDir = mkdtempSync(path.join(tmpdir(), 'assay-e2e-model-'));
  chmodSync(dataDir, 0o755); // as root the database runs as another user, who must reach it
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  let child: ChildProcess;

  const start = async (): Promise<void> => {
    const settings = { NODE_ENV: 'production' as const, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn' };
    const model = { LLM_BASE_URL: double.baseUrl, LLM_MODEL: 'double' };
    child = spawn(process.execPath, ['scripts/start.mjs'], {
      cwd: root,
      env: { ...process.env, ...settings, ...model },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const until = Date.now() + START_MS;
    while (!(await isReady(origin))) {
      if (child.exitCode !== null || Date.now() > until) throw new Error('The server with a model did not start');
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  };
  const end = (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> =>
    new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) return resolve();
      child.once('exit', () => resolve());
      child.kill(signal);
    });
  await start();
  return {
    origin,
    dataDir,
    double,
    /** As when the machine fails: nothing is said, nothing is saved. The database lives on. */
    kill: () => end('SIGKILL'),
    start,
    async dispose(): Promise<void> {
      await end('SIGTERM');
      const postmaster = path.join(dataDir, 'postgres/postmaster.pid');
      if (existsSync(postmaster)) process.kill(Number(readFileSync(postmaster, 'utf8').split('\n')[0]), 'SIGINT');
      await double[Symbol.asyncDispose]();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

const isReady = (origin: string) =>
  fetch(`${origin}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
