import { spawn } from 'node:child_process';
import path from 'node:path';
import { createAccessTokens } from '@/server/access-tokens';
import { freePort } from '@/server/postgres/embedded';
import { pythonWith } from '~test/support/python';
import type { WireApplicant } from './wire-answering';

const SECRET = 'a secret the peer shares with its clients';

/** No two of its people are the same, however often it is started on one database. */
let peopleMade = 0;

/**
 * The older system's stack beside ours, on the same database server: Debian's python3-fastapi, uvicorn, python3-asyncpg,
 * python3-jwt and python3-websockets. Null where they are not installed.
 */
export async function startPeer(databaseUrl: string) {
  const found = pythonWith('fastapi', 'uvicorn', 'asyncpg', 'jwt', 'websockets');
  if ('missing' in found) {
    console.error(`Measured without the peer: ${found.missing}`);
    return null;
  }
  const port = await freePort();
  const folder = path.resolve(import.meta.dirname, '../peers');
  const uvicorn = ['-m', 'uvicorn', 'assessment:app', '--port', String(port), '--log-level', 'warning'];
  const child = spawn(found.python, [...uvicorn, '--app-dir', folder, '--backlog', '4096'], {
    env: { ...process.env, PEER_DATABASE: databaseUrl, PEER_SECRET: SECRET, PYTHONDONTWRITEBYTECODE: '1' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(`${origin}/docs`).catch(() => null);
    if (answer) break;
    if (tries > 150 || child.exitCode !== null) throw new Error('The peer did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const tokens = createAccessTokens({ secret: SECRET, algorithm: 'HS256', minutes: 60 });
  return {
    origin,
    pid: child.pid!,
    people: (count: number, assessments: number): Promise<WireApplicant[]> =>
      Promise.all(
        Array.from({ length: count }, async () => {
          peopleMade += 1;
          const number = peopleMade;
          const holder = { email: `p${number}@peer.example`, number, userId: '', loginId: '', tokenVersion: 0 };
          const testIds = Array.from({ length: assessments }, (_, test) => test + 1);
          return { token: await tokens.issue(holder), testIds };
        }),
      ),
    async stop(): Promise<void> {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}
